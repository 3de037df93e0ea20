package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.registry.models.ModelNames;
import dev.hallmark.server.storage.search.index.SubstringIndex;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Searches whose choices a test wants to see with few rows. */
public final class Searches {
  private Searches() {}

  /** @param pieces hears of all changes */
  public static Search usual(Jdbi jdbi, SubstringIndex pieces) {
    return new Search(jdbi, Duration.ofMinutes(5), pieces);
  }

  /** For rows that are all there before it first searches. */
  public static Search usual(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofMinutes(5), new ModelNames(jdbi));
  }

  /** Goes by the order's index from the fourth hit on. */
  public static Search walking(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofMinutes(5), new ModelNames(jdbi), 3);
  }

  public static Search impatient(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofSeconds(1), new ModelNames(jdbi), 2_000);
  }
}
