package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.StoreHistory;
import dev.hallmark.server.artifacts.gc.Sweep.Outcome;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Excerpt;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.ArtifactEvent.Freed;
import dev.hallmark.server.events.ArtifactEvent.GarbageCollected;
import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs a garbage collection in steps of less than a second. The key is the id of the run, the cursor the number of the kind of garbage and
 * the position within it. The job table keeps it running after the server that works on it stops.
 */
final class GcJob implements JobHandler {
  static final String KIND = "gc";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A step that fails as often as this ends the run. */
  private static final int MOST_ATTEMPTS = 10;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Clock clock;
  private final List<Garbage> kinds;

  GcJob(ServiceContext context, List<Garbage> kinds) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.clock = context.clock();
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Duration pause(Job unfinished) {
    return PAUSE;
  }

  private record Position(int kind, String after) {
    static Position parse(String cursor) {
      int space = cursor.indexOf(' ');
      return space < 0
          ? new Position(0, "")
          : new Position(Integer.parseInt(cursor.substring(0, space)), cursor.substring(space + 1));
    }

    String text() {
      return kind + " " + after;
    }
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    long id = Long.parseLong(job.key());
    GcStore.Row run = jdbi.withExtension(GcStore.class, store -> store.find(id)).orElseThrow();
    if (job.attempts() >= MOST_ATTEMPTS) {
      String error = "it failed " + MOST_ATTEMPTS + " times: " + run.error();
      writes.run(tx -> end(tx, run, GcRun.State.FAILED, error));
      return List.of();
    }
    Sweep sweep = new Sweep(run.dryRun(), run.cutoff(), run.origin());
    Position at = Position.parse(job.cursor());
    try {
      at = step(sweep, at);
    } catch (RuntimeException e) {
      reportFailure(run, sweep, e);
      throw e;
    }
    writes.run(tx -> GcReport.add(tx, run, sweep));
    if (at.kind < kinds.size()) {
      return List.of(job.at(at.text()));
    }
    writes.run(tx -> end(tx, run, GcRun.State.DONE, ""));
    return List.of();
  }

  /** The report of a failed step, which is repeated from its beginning. The cause is in the log. */
  private void reportFailure(GcStore.Row run, Sweep sweep, RuntimeException cause) {
    String what = sweep.kind().name().toLowerCase(Locale.ROOT);
    boolean unavailable =
        cause instanceof RegistryException refused && refused.kind() == ErrorKind.UNAVAILABLE;
    String error = (unavailable ? "the storage was unavailable" : "an unexpected error")
        + " when it processed objects of the kind '" + what
        + "'; the log of the server has the cause";
    try {
      writes.run(tx -> {
        GcReport.addRemoved(tx, run, sweep);
        tx.attach(GcStore.class).failed(run.id(), error);
      });
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private Position step(Sweep sweep, Position from) {
    Position at = from;
    while (at.kind < kinds.size() && !sweep.isUsedUp()) {
      Garbage garbage = kinds.get(at.kind);
      sweep.begin(garbage.kind());
      Optional<String> next = garbage.next(sweep, at.after);
      if (next.filter(at.after::equals).isPresent()) {
        return at; // it has to wait
      }
      at = next.isPresent() ? new Position(at.kind, next.get()) : new Position(at.kind + 1, "");
    }
    return at;
  }

  private void end(Tx tx, GcStore.Row run, GcRun.State state, String error) {
    GcStore store = tx.attach(GcStore.class);
    boolean ended =
        store.end(run.id(), state, Long.toString(run.id()), Excerpt.of(error), clock.millis()) > 0;
    if (ended && !run.dryRun()) {
      List<Freed> freed = store.totals(run.id()).stream()
          .filter(each -> each.outcome() == Outcome.FREED)
          .map(each ->
              new Freed(each.kind().name().toLowerCase(Locale.ROOT), each.objects(), each.bytes()))
          .toList();
      tx.publish(new GarbageCollected(
          tx.attach(StoreHistory.class)
              .next(run.origin(), Caller.DEFAULT_WORKSPACE, clock.millis()),
          run.id(),
          run.olderThan(),
          freed));
    }
  }
}
