package dev.hallmark.server.api.responses;

import dev.hallmark.server.api.responses.FileResponse.File;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The preconditions of a request, such as {@code If-None-Match}: what a client has already; RFC 9110, section 13. */
final class Preconditions {
  private Preconditions() {}

  /** {@code If-None-Match}, or without it {@code If-Modified-Since}: the client has this very file. */
  static boolean isUnchanged(Context ctx, File file) {
    String known = ctx.header("If-None-Match");
    if (known != null) {
      return known.strip().equals("*") || weakly(known, file.etag());
    }
    return date(ctx.header("If-Modified-Since"))
        .filter(since -> !file.modifiedAt().truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .isPresent();
  }

  private static boolean weakly(String known, String etag) {
    for (String each : known.split(",")) {
      String tag = each.strip();
      if ((tag.startsWith("W/") ? tag.substring(2) : tag).equals('"' + etag + '"')) {
        return true;
      }
    }
    return false;
  }

  /**
   * The part asked for. The whole when {@code If-Range} tells of another file. A date there is never taken for the same file:
   * two writes can fall into one second.
   */
  static ByteRange range(Context ctx, File file) {
    String asked = ctx.header("Range");
    String onlyOf = ctx.header("If-Range");
    boolean same = onlyOf == null || onlyOf.strip().equals('"' + file.etag() + '"');
    return asked != null && same ? ByteRange.of(asked, file.size()) : ByteRange.whole(file.size());
  }

  private static Optional<Instant> date(String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip())));
    } catch (DateTimeException e) {
      return Optional.empty(); // a date that is none counts as absent
    }
  }
}
