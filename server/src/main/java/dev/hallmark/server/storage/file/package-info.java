/** H2's database file, so written that a power cut at any moment leaves it whole. */
package dev.hallmark.server.storage.file;
