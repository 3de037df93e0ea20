/** Maps failures of the database to errors of the server. */
package dev.hallmark.server.storage.failures;
