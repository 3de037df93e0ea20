package dev.hallmark.server.storage.search;

import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Searches whose choices a test wants to see with few rows. */
public final class Searches {
  private Searches() {}

  public static Search usual(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofMinutes(5));
  }

  /** Goes by the order's index from the fourth hit on. */
  public static Search walking(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofMinutes(5), 3);
  }

  public static Search impatient(Jdbi jdbi) {
    return new Search(jdbi, Duration.ofSeconds(1), 2_000);
  }
}
