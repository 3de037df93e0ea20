/** The file beside the seals that names each version, for whoever has the files but not the database. */
package dev.hallmark.server.registry.records;
