/** Rules for the sources of versions. */
package dev.hallmark.server.registry.sources;
