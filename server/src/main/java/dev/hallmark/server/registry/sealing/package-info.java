/** Seals the files of versions in the background. */
package dev.hallmark.server.registry.sealing;
