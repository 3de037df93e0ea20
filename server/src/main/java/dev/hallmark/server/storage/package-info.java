/** The database, and the only way to write to it. */
package dev.hallmark.server.storage;
