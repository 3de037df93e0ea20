/** The supported databases, H2 and PostgreSQL, and how each flushes commits to disk. */
package dev.hallmark.server.storage.engine;
