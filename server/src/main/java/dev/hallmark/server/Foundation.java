package dev.hallmark.server;

import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.auth.ServiceContext;
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

/** The components that all services share. */
record Foundation(Database database, ServiceContext context, Search search, Jobs jobs) {
  static Foundation on(Database database, Duration searchTimeout) {
    Jdbi jdbi = database.jdbi();
    AuditTrail audit = new AuditTrail(jdbi);
    ModelNames names = new ModelNames(jdbi);
    boolean embedded = database.isEmbedded();
    Clock clock = Clock.systemUTC();
    Writes writes = new Writes(database, embedded ? List.of(audit, names) : List.of(audit));
    return new Foundation(
        database,
        new ServiceContext(jdbi, writes, new Access(Policy.EVERYTHING), clock),
        new Search(jdbi, searchTimeout, embedded ? names : SubstringIndex.NONE),
        new Jobs(clock));
  }

  JobRunner runner(List<JobHandler> handlers) {
    return new JobRunner(jobs, context.jdbi(), context.writes(), context.clock(), handlers);
  }
}
