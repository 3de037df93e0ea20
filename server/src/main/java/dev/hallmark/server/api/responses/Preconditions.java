package dev.hallmark.server.api.responses;

import dev.hallmark.server.api.responses.FileResponse.File;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The preconditions of a request, such as {@code If-None-Match} (RFC 9110, section 13). */
final class Preconditions {
  private Preconditions() {}

  /** Whether the client wants another file, by {@code If-Match} or else {@code If-Unmodified-Since}. */
  static boolean isFailed(Context ctx, File file) {
    String wanted = ctx.header("If-Match");
    if (wanted != null) {
      return !wanted.strip().equals("*") && !strongly(wanted, file.etag());
    }
    return date(ctx.header("If-Unmodified-Since"))
        .filter(since -> isModified(file, since))
        .isPresent();
  }

  private static boolean strongly(String wanted, String etag) {
    return Arrays.stream(wanted.split(",")).anyMatch(each -> each.strip().equals('"' + etag + '"'));
  }

  /** Whether the client already has this file, by {@code If-None-Match} or else {@code If-Modified-Since}. */
  static boolean isUnchanged(Context ctx, File file) {
    String known = ctx.header("If-None-Match");
    if (known != null) {
      return known.strip().equals("*") || weakly(known, file.etag());
    }
    return date(ctx.header("If-Modified-Since"))
        .filter(since -> !isModified(file, since))
        .isPresent();
  }

  private static boolean isModified(File file, Instant since) {
    return file.modifiedAt().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
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
   * The requested range; the whole file if {@code If-Range} does not match. A date in {@code If-Range} never matches, because two writes
   * can happen in the same second.
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
      return Optional.empty(); // an invalid date is ignored
    }
  }
}
