package dev.hallmark.client;

/** What a second sending of the same request would do. */
enum RepeatSafety {
  /** The same as the first. */
  HARMLESS,

  /** Something twice, or a refusal that misleads, unless the server knows the {@code Idempotency-Key} that goes along. */
  BY_KEY
}
