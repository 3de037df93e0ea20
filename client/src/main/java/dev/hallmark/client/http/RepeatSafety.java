package dev.hallmark.client.http;

/** What a second sending of the same request would do. */
public enum RepeatSafety {
  /** The same as the first. */
  HARMLESS,

  /** Something twice, or a refusal that misleads, unless the server knows the {@code Idempotency-Key} that goes along. */
  BY_KEY
}
