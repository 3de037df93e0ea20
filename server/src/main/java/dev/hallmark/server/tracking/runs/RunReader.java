package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.MetricPoint;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.runs.RunInputStore.Identified;
import dev.hallmark.server.tracking.runs.RunInputStore.Link;
import dev.hallmark.server.tracking.runs.RunInputStore.LinkTag;
import dev.hallmark.server.tracking.runs.RunRows.OwnedLink;
import dev.hallmark.server.tracking.runs.RunRows.OwnedPoint;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads runs with one statement for each table and 500 runs. */
final class RunReader {
  private final Handle handle;

  RunReader(Handle handle) {
    this.handle = handle;
  }

  /** In the order of the ids. Deleted rows are left out. */
  List<Run> load(List<Long> ids) {
    Map<Long, Stored> rows = IdBatches.of(ids, handle.attach(RunStore.class)::byIds).stream()
        .collect(Collectors.toMap(Stored::key, Function.identity()));
    return complete(ids.stream().filter(rows::containsKey).map(rows::get).toList());
  }

  List<Run> complete(List<Stored> rows) {
    List<Long> keys = rows.stream().map(Stored::key).toList();
    RunEntryStore entries = handle.attach(RunEntryStore.class);
    Map<Long, List<KeyValue>> params = OwnedEntry.byOwner(IdBatches.of(keys, entries::params));
    Map<Long, List<KeyValue>> tags = OwnedEntry.byOwner(IdBatches.of(keys, entries::tags));
    Map<Long, List<MetricPoint>> metrics = metrics(keys);
    Map<Long, List<DatasetInput>> datasets = datasets(keys);
    Map<Long, List<ModelLink>> models = models(keys);
    return rows.stream()
        .map(row -> new Run(
            row.info(),
            metrics.getOrDefault(row.key(), List.of()),
            params.getOrDefault(row.key(), List.of()),
            tags.getOrDefault(row.key(), List.of()),
            datasets.getOrDefault(row.key(), List.of()),
            models.getOrDefault(row.key(), List.of())))
        .toList();
  }

  private Map<Long, List<MetricPoint>> metrics(List<Long> keys) {
    return IdBatches.of(keys, handle.attach(MetricStore.class)::latest).stream()
        .collect(Collectors.groupingBy(
            OwnedPoint::owner, Collectors.mapping(OwnedPoint::point, Collectors.toList())));
  }

  private Map<Long, List<ModelLink>> models(List<Long> keys) {
    return IdBatches.of(keys, handle.attach(RunInputStore.class)::models).stream()
        .collect(Collectors.groupingBy(
            OwnedLink::owner, Collectors.mapping(OwnedLink::link, Collectors.toList())));
  }

  /** Reads each dataset only once, since it can be large. */
  private Map<Long, List<DatasetInput>> datasets(List<Long> keys) {
    RunInputStore store = handle.attach(RunInputStore.class);
    List<Link> links = IdBatches.of(keys, store::links);
    if (links.isEmpty()) {
      return Map.of();
    }
    List<Long> ids = links.stream().map(Link::dataset).distinct().toList();
    Map<Long, Dataset> datasets = IdBatches.of(ids, store::datasets).stream()
        .collect(Collectors.toMap(Identified::id, Identified::dataset));
    Map<Link, List<KeyValue>> tags = IdBatches.of(keys, store::linkTags).stream()
        .collect(Collectors.groupingBy(
            LinkTag::link, Collectors.mapping(LinkTag::entry, Collectors.toList())));
    return links.stream()
        .collect(Collectors.groupingBy(
            Link::run,
            Collectors.mapping(
                link -> new DatasetInput(
                    datasets.get(link.dataset()), tags.getOrDefault(link, List.of())),
                Collectors.toList())));
  }
}
