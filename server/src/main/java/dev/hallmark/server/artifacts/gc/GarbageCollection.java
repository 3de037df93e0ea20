package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Starts garbage collections, one at a time over all servers, and tells what they found. */
public final class GarbageCollection {
  /** Registrations and uploads that are under way can be as old as this. */
  public static final Duration SHORTEST_GRACE = Duration.ofHours(1);

  public static final Duration LONGEST_GRACE = Duration.ofDays(36_500);

  private static final Origin SERVER = new Origin("server", "server", "", GcJob.KIND, "", "");
  private static final int KEPT_RUNS = 100;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final Jobs jobs;

  public GarbageCollection(ServiceContext context, Jobs jobs) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.jobs = jobs;
  }

  /**
   * Starts a run. Requires ADMINISTER in the workspace {@code default}, because it frees files of all workspaces. Throws CONFLICT if another
   * one is running.
   *
   * @param olderThan the grace period, between {@link #SHORTEST_GRACE} and {@link #LONGEST_GRACE}
   */
  public GcRun start(Caller caller, boolean dryRun, Duration olderThan) {
    Origin origin = require(caller);
    if (olderThan.compareTo(SHORTEST_GRACE) < 0 || olderThan.compareTo(LONGEST_GRACE) > 0) {
      throw RegistryException.invalid(
          Subject.GARBAGE_COLLECTION,
          Reason.OUT_OF_RANGE,
          "older_than",
          olderThan.toHours() + "h",
          SHORTEST_GRACE.toHours() + "h",
          LONGEST_GRACE.toDays() + "d");
    }
    return get(writes.call(tx -> {
      tx.attach(GcStore.class).running().ifPresent(running -> {
        throw RegistryException.conflict(
            Subject.GARBAGE_COLLECTION, Reason.PLAIN, "id", Long.toString(running));
      });
      return start(tx, origin, dryRun, olderThan);
    }));
  }

  private Origin require(Caller caller) {
    Origin origin = access.require(caller, Permission.ADMINISTER).origin();
    if (!caller.inDefaultWorkspace()) {
      throw RegistryException.of(
          ErrorKind.FORBIDDEN,
          Subject.GARBAGE_COLLECTION,
          Reason.PLAIN,
          Permission.ADMINISTER.name(),
          caller.workspace());
    }
    return origin;
  }

  private long start(Tx tx, Origin origin, boolean dryRun, Duration olderThan) {
    GcStore store = tx.attach(GcStore.class);
    long now = clock.millis();
    long id = store.add(dryRun, olderThan.toMillis(), now - olderThan.toMillis(), origin, now);
    store.deleteBefore(id - KEPT_RUNS);
    jobs.add(tx, GcJob.KIND, Long.toString(id), 0);
    return id;
  }

  /** Starts a run of the server itself, unless one is running. */
  void startScheduled(Duration olderThan) {
    writes.run(tx -> {
      if (tx.attach(GcStore.class).running().isEmpty()) {
        start(tx, SERVER, false, olderThan);
      }
    });
  }

  /** Requires ADMINISTER. Throws NOT_FOUND if there is no such run, or if it is one of long ago. */
  public GcRun get(Caller caller, long id) {
    require(caller);
    return get(id);
  }

  private GcRun get(long id) {
    return jdbi.withExtension(
            GcStore.class,
            store -> store
                .find(id)
                .map(row -> new GcRun(
                    row.id(),
                    row.dryRun(),
                    Duration.ofMillis(row.olderThan()),
                    row.cutoff(),
                    row.state(),
                    row.error(),
                    row.requestedBy(),
                    row.startedAt(),
                    row.endedAt(),
                    store.totals(id),
                    store.listed(id))))
        .orElseThrow(() -> RegistryException.notFound(Subject.GARBAGE_COLLECTION, "id", id));
  }

  /**
   * The handler of the jobs that this adds.
   *
   * @param others garbage that other packages know
   */
  public static JobHandler handler(
      ServiceContext context, ArtifactStore store, Artifacts artifacts, List<Garbage> others) {
    List<Garbage> all = new ArrayList<>(others);
    all.add(new SealGarbage(store, artifacts.sealClaims(), context.clock()));
    all.add(LeftoverGarbage.temporary(store.temporaryFiles()));
    all.add(LeftoverGarbage.uploads(store.unfinishedUploads()));
    all.sort(Comparator.comparing(Garbage::kind));
    return new GcJob(context, all);
  }

  /** The handler that starts runs by itself; empty if it is off. */
  public Optional<JobHandler> scheduled(Duration every, Duration olderThan) {
    return every.isZero()
        ? Optional.empty()
        : Optional.of(new GcSchedule(this, clock, every, olderThan));
  }
}
