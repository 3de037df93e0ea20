package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.Params;
import dev.hallmark.server.tracking.inputs.Dataset;
import dev.hallmark.server.tracking.inputs.DatasetInput;
import dev.hallmark.server.tracking.inputs.ModelHistory;
import dev.hallmark.server.tracking.inputs.ModelLink;
import dev.hallmark.server.tracking.models.ModelMetrics;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Logs metrics, params, tags, inputs and outputs to runs. Logging is allowed after the end of a run, but not to a deleted run. Every method
 * locks the row of the run first, so that concurrent writes of the same param are serialized.
 */
public final class RunLog {
  private final Writes writes;
  private final Access access;

  public RunLog(Writes writes, Access access) {
    this.writes = writes;
    this.access = access;
  }

  /** Logs all values in one transaction. */
  public void batch(Caller caller, RunId id, LogBatch batch) {
    write(caller, id, (tx, authorized, run) -> {
      addParams(tx, run, batch.params(), "params");
      RunMetrics.add(tx, authorized, run, batch.metrics());
      RunTags.set(tx, run, batch.tags());
    });
  }

  public void metric(Caller caller, RunId id, NewMetric metric) {
    write(
        caller, id, (tx, authorized, run) -> RunMetrics.add(tx, authorized, run, List.of(metric)));
  }

  /** Logs a param, with the rules of {@link Params}. */
  public void param(Caller caller, RunId id, KeyValue param) {
    write(caller, id, (tx, authorized, run) -> addParams(tx, run, List.of(param), "value"));
  }

  public void tag(Caller caller, RunId id, KeyValue tag) {
    write(caller, id, (tx, authorized, run) -> RunTags.set(tx, run, List.of(tag)));
  }

  /** Throws NOT_FOUND if the tag does not exist. */
  public void deleteTag(Caller caller, RunId id, String key) {
    write(caller, id, (tx, authorized, run) -> {
      if (tx.attach(RunEntryStore.class).removeTag(run.key(), key) == 0) {
        throw RegistryException.notFound(Subject.RUN_TAG, "key", key, id);
      }
    });
  }

  /** Adds input datasets and models. Existing ones are not changed. */
  public void inputs(Caller caller, RunId id, List<DatasetInput> datasets, List<ModelLink> models) {
    write(caller, id, (tx, authorized, run) -> {
      datasets.stream()
          .sorted(
              DatasetInput
                  .BY_KEY) // sorted to prevent deadlocks between clients that log the same datasets
          .forEach(input -> addDataset(tx, run, input));
      addModels(tx, authorized, run, models);
    });
  }

  /** Adds output models. */
  public void outputs(Caller caller, RunId id, List<ModelLink> models) {
    write(caller, id, (tx, authorized, run) -> addModels(tx, authorized, run, models));
  }

  /** Appends a model to the tag {@link ModelHistory#TAG}. */
  public void model(Caller caller, RunId id, ModelHistory.Model model) {
    write(caller, id, (tx, authorized, run) -> {
      List<OwnedEntry> before = tx.attach(RunEntryStore.class).tag(run.key(), ModelHistory.TAG);
      String list = before.isEmpty() ? "" : before.get(0).entry().value();
      RunTags.put(tx, run, List.of(new KeyValue(ModelHistory.TAG, model.appendedTo(list))));
    });
  }

  private interface Work {
    void write(Tx tx, AuthorizedCaller caller, Stored run);
  }

  private void write(Caller caller, RunId id, Work work) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    writes.run(tx -> work.write(tx, authorized, Runs.lock(tx, authorized, id).requireActive()));
  }

  private static void addParams(Tx tx, Stored run, List<KeyValue> params, String field) {
    if (params.isEmpty()) {
      return;
    }
    RunEntryStore store = tx.attach(RunEntryStore.class);
    List<String> keys = params.stream().map(KeyValue::key).toList();
    Map<String, String> stored = store.params(run.key(), keys).stream()
        .map(OwnedEntry::entry)
        .collect(Collectors.toMap(KeyValue::key, KeyValue::value));
    RunInfo info = run.info();
    List<KeyValue> added =
        Params.added(params, stored, Subject.PARAM, field, info.id().value());
    store.addParams(run.key(), info.experiment().value(), info.startTime(), added);
  }

  private static void addDataset(Tx tx, Stored run, DatasetInput input) {
    RunInputStore store = tx.attach(RunInputStore.class);
    long experiment = run.info().experiment().value();
    Dataset dataset = input.dataset();
    store.addDataset(experiment, dataset);
    long id = store.datasetId(experiment, dataset.name(), dataset.digest());
    if (store.link(run.key(), id, input.context()) > 0) {
      store.addTags(run.key(), id, input.tags());
    }
  }

  private static void addModels(
      Tx tx, AuthorizedCaller caller, Stored run, List<ModelLink> models) {
    ModelMetrics.requireAll(
        tx, caller.reading(), models.stream().map(ModelLink::modelId).toList());
    tx.attach(RunInputStore.class).addModels(run.key(), models);
  }
}
