/** Requests that may be sent again without doing again what they did: their answers are kept for a day. */
package dev.hallmark.server.idempotency;
