package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.UUID;
import java.util.regex.Pattern;

/** The public id of a run: 32 hexadecimal digits if this server created it. */
public record RunId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}", Pattern.UNICODE_CHARACTER_CLASS);

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw RegistryException.invalid(Subject.RUN, Reason.MALFORMED, "run_id", value);
    }
  }

  static RunId random() {
    return new RunId(UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  public String toString() {
    return value;
  }
}
