/** Tags, the same for models and versions, and what some of them mean for prompts. */
package dev.hallmark.server.registry.tags;
