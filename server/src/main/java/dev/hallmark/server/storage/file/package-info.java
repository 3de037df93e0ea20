/** Writes H2's database file so that it is intact after a power failure. */
package dev.hallmark.server.storage.file;
