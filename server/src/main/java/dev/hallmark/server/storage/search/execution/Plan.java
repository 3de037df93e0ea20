package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.search.IndexRange;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Selects the plan of a search and executes it. */
final class Plan {
  private static final int MAX_PROBES = 8;
  private static final int MIN_BATCH = 20;
  private static final int FEW_RANGES = 20;

  private final SearchSpec spec;
  private final Scope scope;
  private final Question question;
  private final List<Condition> conditions;
  private final List<SortKey> order;
  private final Statements statements;
  private final int maxSorted;

  Plan(
      SearchSpec spec,
      Scope scope,
      Question question,
      List<SortKey> order,
      Statements statements,
      int maxSorted) {
    this.spec = spec;
    this.scope = scope;
    this.question = question;
    this.conditions = scope.remaining(question.filter());
    this.order = order;
    this.statements = statements;
    this.maxSorted = maxSorted;
  }

  /** @param after the key after which to start; empty for the start */
  List<Row> rows(List<Object> after, int limit) {
    Optional<Walk> walk = spec.walk(question.order());
    List<IndexRange> ranges = scope.ranges();
    Sql best = Sql.NONE;
    int bestCount = maxSorted + 1;
    for (Sql candidates : probes(walk, ranges.size())) {
      int count = statements.count(candidates, maxSorted + 1);
      if (count == 0) {
        return List.of();
      }
      if (count < bestCount) {
        bestCount = count;
        best = candidates;
      }
    }
    if (bestCount <= maxSorted) {
      return drive(best, after, limit);
    }
    return walk.map(index -> walk(index, ranges, after, limit)).orElseGet(() -> sort(after, limit));
  }

  /** A condition that already limits the walk needs no count, unless the walk has many ranges. */
  private List<Sql> probes(Optional<Walk> walk, int ranges) {
    List<OrderKey> keys = question.order().keys();
    return conditions.stream()
        .filter(condition -> ranges > FEW_RANGES
            || walk.filter(index -> index.bounds(condition, keys)).isEmpty())
        .flatMap(condition -> spec.candidates(condition, scope, statements.substrings()).stream())
        .limit(MAX_PROBES)
        .toList();
  }

  private List<Row> drive(Sql candidates, List<Object> after, int limit) {
    return sorted(spec.rows(candidates, maxSorted + 1), scope.hiddenTests(), after, limit);
  }

  private List<Row> sort(List<Object> after, int limit) {
    return sorted(Sql.of(spec.table()), scope.tests(), after, limit);
  }

  private List<Row> sorted(Sql from, List<Sql> scoped, List<Object> after, int limit) {
    List<Sql> expressions = order.stream().map(SortKey::value).toList();
    List<Sql> tests = new ArrayList<>(scoped);
    tests.addAll(spec.tests(conditions));
    if (!after.isEmpty()) {
      tests.add(Sort.beyond(order, expressions, after, 0));
    }
    Sql select = Sort.select(spec.id(), expressions)
        .then(" FROM ")
        .then(from)
        .then(" WHERE ")
        .then(Sql.and(tests))
        .then(" ORDER BY " + Sort.order(order, 0) + " FETCH FIRST " + limit + " ROWS ONLY");
    return statements.rows(select, order);
  }

  /** Merges the ranges, each of which is sorted. */
  private List<Row> walk(Walk walk, List<IndexRange> ranges, List<Object> after, int limit) {
    List<Sql> tests = new ArrayList<>(scope.rest());
    tests.addAll(spec.tests(conditions));
    int batch = ranges.size() == 1
        ? limit
        : Math.min(limit, Math.max(MIN_BATCH, 2 * (limit / ranges.size() + 1)));
    PriorityQueue<RangeReader> heads = new PriorityQueue<>(
        Comparator.comparing(RangeReader::first, Row.by(order, statements.dialect())));
    for (IndexRange range : ranges) {
      List<StageReader> stages = walk.stages(range, question.order().keys(), conditions).stream()
          .map(stage -> new StageReader(spec, stage, order, tests, statements))
          .toList();
      RangeReader reader = new RangeReader(stages, after, batch);
      if (reader.fill()) {
        heads.add(reader);
      }
    }
    return merge(heads, limit);
  }

  private static List<Row> merge(PriorityQueue<RangeReader> heads, int limit) {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < limit && !heads.isEmpty()) {
      RangeReader least = heads.remove();
      rows.add(least.take());
      if (rows.size() < limit && least.fill()) {
        heads.add(least);
      }
    }
    return rows;
  }
}
