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
 * What is logged to runs. A finished run may be logged to, a deleted one may not. Every call locks the run's row first, so that
 * of two clients with the same parameter one is the first.
 */
public final class RunLog {
  private final Writes writes;
  private final Access access;

  public RunLog(Writes writes, Access access) {
    this.writes = writes;
    this.access = access;
  }

  /** Logs all of it in one transaction. */
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

  /** The same value may be logged again, another one may not. */
  public void param(Caller caller, RunId id, KeyValue param) {
    write(caller, id, (tx, authorized, run) -> addParams(tx, run, List.of(param), "value"));
  }

  public void tag(Caller caller, RunId id, KeyValue tag) {
    write(caller, id, (tx, authorized, run) -> RunTags.set(tx, run, List.of(tag)));
  }

  /** A tag that is not there is NOT_FOUND. */
  public void deleteTag(Caller caller, RunId id, String key) {
    write(caller, id, (tx, authorized, run) -> {
      if (tx.attach(RunEntryStore.class).removeTag(run.key(), key) == 0) {
        throw RegistryException.notFound(Subject.RUN_TAG, "key", key, id);
      }
    });
  }

  /** Notes datasets and logged models that the run reads. What is noted already stays as it is. */
  public void inputs(Caller caller, RunId id, List<DatasetInput> datasets, List<ModelLink> models) {
    write(caller, id, (tx, authorized, run) -> {
      datasets.stream()
          .sorted(
              DatasetInput
                  .BY_KEY) // clients that log the same ones must not wait for each other in a ring
          .forEach(input -> addDataset(tx, run, input));
      addModels(tx, authorized, run, models);
    });
  }

  /** Notes logged models that the run made. */
  public void outputs(Caller caller, RunId id, List<ModelLink> models) {
    write(caller, id, (tx, authorized, run) -> addModels(tx, authorized, run, models));
  }

  /** Appends to the JSON list of models that SDKs before 3 keep in a tag. */
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
