/** Version records: files that name the seal of each version. */
package dev.hallmark.server.artifacts.records;
