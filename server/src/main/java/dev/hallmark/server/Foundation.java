package dev.hallmark.server;

import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.jobs.Jobs;
import dev.hallmark.server.registry.models.ModelNames;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.index.SubstringIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What every capability stands on. */
record Foundation(
    Database database, Writes writes, Access access, Clock clock, Search search, Jobs jobs) {
  static Foundation on(Database database, Duration searchTimeout) {
    Jdbi jdbi = database.jdbi();
    AuditTrail audit = new AuditTrail(jdbi);
    ModelNames names = new ModelNames(jdbi);
    boolean ours = database.isEmbedded();
    Clock clock = Clock.systemUTC();
    return new Foundation(
        database,
        new Writes(database, ours ? List.of(audit, names) : List.of(audit)),
        new Access(Policy.EVERYTHING),
        clock,
        new Search(jdbi, searchTimeout, ours ? names : SubstringIndex.NONE),
        new Jobs(clock));
  }

  /** What requests with a key were answered. */
  IdempotencyStore answers() {
    return new IdempotencyStore(jdbi(), writes, access, clock);
  }

  JobRunner runner(List<JobHandler> handlers) {
    return new JobRunner(jobs, jdbi(), writes, clock, handlers);
  }

  Jdbi jdbi() {
    return database.jdbi();
  }
}
