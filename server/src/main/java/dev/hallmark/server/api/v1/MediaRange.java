package dev.hallmark.server.api.v1;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media range of the header {@code Accept}, as in RFC 9110.
 *
 * @param weight 0 if the client does not accept it
 */
record MediaRange(String type, double weight) {
  private static final String JSON = "application/json";
  private static final Pattern WEIGHT =
      Pattern.compile("q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)");

  /** Throws UNSUPPORTED if the client does not accept JSON. A missing header accepts everything. */
  static void requireJson(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept == null || accept.isBlank()) {
      return;
    }
    Optional<MediaRange> closest = Arrays.stream(accept.split(","))
        .map(MediaRange::of)
        .filter(range -> range.closeness() > 0)
        .max((a, b) -> Integer.compare(a.closeness(), b.closeness()));
    if (closest.filter(range -> range.weight > 0).isEmpty()) {
      throw RegistryException.invalid(Subject.REQUEST, Reason.UNSUPPORTED, "Accept", accept);
    }
  }

  private static MediaRange of(String text) {
    String[] parts = text.split(";");
    double weight = Arrays.stream(parts)
        .skip(1)
        .map(part -> WEIGHT.matcher(part.strip().toLowerCase(Locale.ROOT)))
        .filter(matcher -> matcher.matches())
        .map(matcher -> Double.valueOf(matcher.group(1)))
        .findFirst()
        .orElse(1.0);
    return new MediaRange(parts[0].strip().toLowerCase(Locale.ROOT), weight);
  }

  /** How closely it describes JSON: the closest range of a header decides. 0 if it is another type. */
  private int closeness() {
    return switch (type) {
      case JSON -> 3;
      case "application/*" -> 2;
      case "*/*" -> 1;
      default -> 0;
    };
  }
}
