package dev.hallmark.server.tracking.models;

import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.models.LoggedModelRows.OwnedMetric;
import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads logged models with one statement for each table and 500 models. */
final class LoggedModelReader {
  private LoggedModelReader() {}

  /** In the order of the ids. Deleted rows are left out. */
  static List<LoggedModel> load(LoggedModelStore store, List<Long> ids) {
    Map<Long, Stored> rows = IdBatches.of(ids, store::byIds).stream()
        .collect(Collectors.toMap(Stored::id, Function.identity()));
    return complete(store, ids.stream().filter(rows::containsKey).map(rows::get).toList());
  }

  static List<LoggedModel> complete(LoggedModelStore store, List<Stored> rows) {
    List<Long> ids = rows.stream().map(Stored::id).toList();
    Map<Long, List<KeyValue>> params = OwnedEntry.byOwner(IdBatches.of(ids, store::params));
    Map<Long, List<KeyValue>> tags = OwnedEntry.byOwner(IdBatches.of(ids, store::tags));
    Map<Long, List<ModelMetric>> metrics = new HashMap<>();
    for (OwnedMetric each : IdBatches.of(ids, store::metrics)) {
      metrics.computeIfAbsent(each.owner(), id -> new ArrayList<>()).add(each.metric());
    }
    return rows.stream()
        .map(row -> new LoggedModel(
            row.info(),
            params.getOrDefault(row.id(), List.of()),
            tags.getOrDefault(row.id(), List.of()),
            metrics.getOrDefault(row.id(), List.of())))
        .toList();
  }
}
