/** Registered models with their tags, aliases and versions. */
package dev.hallmark.server.registry;
