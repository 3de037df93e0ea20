/** Version records: files in the artifact folder that name the seal of each version, for recovery without the database. */
package dev.hallmark.server.registry.records;
