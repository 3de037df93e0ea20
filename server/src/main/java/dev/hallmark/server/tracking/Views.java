package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.storage.search.EqualityFilter;
import java.util.List;

/** Conditions that all searches within experiments share. */
public final class Views {
  private static final int MOST_EXPERIMENTS = 5_000;

  private Views() {}

  /** A condition on the column that is true for rows that are not deleted. */
  public static EqualityFilter isActive(String column, View view) {
    return switch (view) {
      case ACTIVE -> EqualityFilter.to(column, true);
      case DELETED -> EqualityFilter.to(column, false);
      case ALL -> new EqualityFilter(column, List.of(true, false));
    };
  }

  /** A condition on distinct experiments. Their number is limited, because each is a parameter of the statement. */
  public static EqualityFilter experiments(String column, List<Long> experiments) {
    List<Object> distinct =
        experiments.stream().distinct().map(id -> (Object) id).toList();
    if (distinct.size() > MOST_EXPERIMENTS) {
      throw RegistryException.invalid(
          Subject.FILTER, Reason.TOO_LONG, "experiment_ids", "values", MOST_EXPERIMENTS);
    }
    return new EqualityFilter(column, distinct);
  }
}
