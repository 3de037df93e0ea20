package dev.hallmark.server.tracking.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.models.LoggedModelEntries.NewMetric;
import dev.hallmark.server.tracking.models.LoggedModelStore.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes metrics to logged models inside the transaction of a run. */
public final class ModelMetrics {
  private ModelMetrics() {}

  /** Adds the values to their logged models. Throws NOT_FOUND if a model does not exist or is deleted. */
  public static void add(Tx tx, AuthorizedCaller caller, List<ModelMetric> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    Map<String, Long> ids =
        ids(tx, caller, metrics.stream().map(ModelMetric::modelId).toList());
    tx.attach(LoggedModelStore.class)
        .addMetrics(metrics.stream().map(metric -> row(metric, ids)).toList());
  }

  /** Throws NOT_FOUND if a model does not exist or is deleted. */
  public static void requireAll(Tx tx, AuthorizedCaller caller, Collection<String> modelIds) {
    ids(tx, caller, modelIds);
  }

  private static Map<String, Long> ids(
      Tx tx, AuthorizedCaller caller, Collection<String> modelIds) {
    LoggedModelStore store = tx.attach(LoggedModelStore.class);
    List<String> distinct = modelIds.stream().distinct().toList();
    Map<String, Long> ids =
        IdBatches.of(distinct, some -> store.keys(caller.workspace(), some)).stream()
            .filter(key -> caller.may(Resource.experiment(key.experiment())))
            .collect(Collectors.toMap(Key::uuid, Key::id));
    for (String modelId : distinct) {
      if (!ids.containsKey(modelId)) {
        throw RegistryException.notFound(Subject.LOGGED_MODEL, "model_id", modelId);
      }
    }
    return ids;
  }

  private static NewMetric row(ModelMetric metric, Map<String, Long> ids) {
    return new NewMetric(
        ids.get(metric.modelId()),
        metric.point().key(),
        metric.point().timestamp(),
        metric.point().step(),
        metric.runId(),
        metric.datasetName(),
        metric.datasetDigest(),
        metric.point().stored(),
        metric.point().isNan());
  }
}
