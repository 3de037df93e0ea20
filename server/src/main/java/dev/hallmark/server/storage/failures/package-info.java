/** What the database's own failures mean to a caller. */
package dev.hallmark.server.storage.failures;
