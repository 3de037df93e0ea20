package dev.hallmark.server;

import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.idempotency.KeptAnswers;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.Search;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What every capability stands on. */
record Foundation(Database database, Writes writes, Access access, Clock clock, Search search) {
  static Foundation on(Database database, Duration searchTimeout) {
    return new Foundation(
        database,
        new Writes(database, List.of(new AuditTrail(database.jdbi()))),
        new Access(),
        Clock.systemUTC(),
        new Search(database.jdbi(), searchTimeout));
  }

  /** What requests with a key were answered. */
  KeptAnswers answers() {
    return new KeptAnswers(jdbi(), writes, access, clock);
  }

  Jdbi jdbi() {
    return database.jdbi();
  }
}
