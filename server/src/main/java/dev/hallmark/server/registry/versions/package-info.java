/** Model versions: their sources, tags, stages and aliases. */
package dev.hallmark.server.registry.versions;
