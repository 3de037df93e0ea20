package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.artifacts.gc.GarbageCollection;
import dev.hallmark.server.artifacts.gc.GcRun;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Garbage collections. */
final class GcResource implements V1Routes {
  private static final String ALL = "/gc";
  private static final String ONE = ALL + "/{id}";
  private static final int ID = 3;
  private static final Duration DEFAULT_GRACE = Duration.ofDays(7);
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([dh])");

  private final GarbageCollection collection;

  GcResource(GarbageCollection collection) {
    this.collection = collection;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(ALL, Permission.ADMINISTER, this::start),
        Route.get(ONE, Permission.ADMINISTER, this::get));
  }

  /**
   * @param dryRun true if null: what is removed cannot be restored
   * @param olderThan null for a week
   */
  record Start(Boolean dryRun, String olderThan) {
    boolean isDryRun() {
      return dryRun == null || dryRun;
    }

    Duration grace() {
      return olderThan == null ? DEFAULT_GRACE : time(olderThan);
    }
  }

  private static Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw RegistryException.invalid(
          Subject.GARBAGE_COLLECTION,
          Reason.WRONG_TYPE,
          "older_than",
          text,
          "a number of days or hours, as in 7d or 12h");
    }
    int number = Integer.parseInt(time.group(1));
    return time.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
  }

  private void start(Context ctx) {
    Start call = V1Request.read(ctx, Start.class);
    GcRun started = collection.start(Callers.of(ctx), call.isDryRun(), call.grace());
    ctx.status(202);
    V1Json.FORMAT.write(ctx, WireGc.of(started));
  }

  private void get(Context ctx) {
    String id = RawPath.segment(ctx, ID);
    if (!id.matches("[0-9]{1,18}")) {
      throw RegistryException.invalid(
          Subject.GARBAGE_COLLECTION, Reason.WRONG_TYPE, "id", id, "a number");
    }
    V1Json.FORMAT.write(ctx, WireGc.of(collection.get(Callers.of(ctx), Long.parseLong(id))));
  }
}
