/** The sealed files of versions: verify, restore. */
package dev.hallmark.server.registry.seals;
