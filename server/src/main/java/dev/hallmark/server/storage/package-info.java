/** The database and the one way to write to it. */
package dev.hallmark.server.storage;
