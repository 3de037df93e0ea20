/** Tags of models and versions, and the tags of prompts. */
package dev.hallmark.server.registry.tags;
