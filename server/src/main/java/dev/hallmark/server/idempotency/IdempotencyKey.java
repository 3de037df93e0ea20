package dev.hallmark.server.idempotency;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.regex.Pattern;

/** What a client calls one request by, and gives again when it sends it again. */
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  public IdempotencyKey {
    if (!PRINTABLE.matcher(value).matches()) {
      throw RegistryException.invalid(Subject.IDEMPOTENCY_KEY, HEADER, value);
    }
  }
}
