/** Group commit: flushes committed transactions to disk together. */
package dev.hallmark.server.storage.commit;
