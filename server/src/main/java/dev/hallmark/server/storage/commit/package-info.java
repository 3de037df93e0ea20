/** Makes committed transactions durable, many at once. */
package dev.hallmark.server.storage.commit;
