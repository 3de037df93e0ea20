/** The kinds of database, H2 and PostgreSQL, and how each flushes its commits to disk. */
package dev.hallmark.server.storage.engine;
