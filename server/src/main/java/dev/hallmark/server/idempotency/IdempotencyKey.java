package dev.hallmark.server.idempotency;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/** The value of the header {@code Idempotency-Key}. A client sends the same key again when it retries a request. */
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  public IdempotencyKey {
    if (!PRINTABLE.matcher(value).matches()) {
      throw RegistryException.invalid(Subject.IDEMPOTENCY_KEY, HEADER, value);
    }
  }
}
