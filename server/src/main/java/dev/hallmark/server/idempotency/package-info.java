/** Idempotency keys: a repeated request returns its stored response, which is kept for a day. */
package dev.hallmark.server.idempotency;
