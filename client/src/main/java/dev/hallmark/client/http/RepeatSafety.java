package dev.hallmark.client.http;

/** Whether a request can be sent twice. */
public enum RepeatSafety {
  /** Idempotent: sending it again has the same effect. */
  IDEMPOTENT,

  /** Not idempotent: it can be sent again only if the server supports the {@code Idempotency-Key} that it carries. */
  BY_KEY
}
