package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.util.ArrayList;
import java.util.List;

/** Writes tags of a run whose row is locked. */
final class RunTags {
  /** The tag with a copy of the run's name. */
  static final String NAME = "mlflow.runName";

  private RunTags() {}

  /** Sets tags or replaces their values. The tag {@link #NAME} also renames the run. */
  static void set(Tx tx, Stored run, List<KeyValue> tags) {
    List<KeyValue> each = KeyValue.lastOfEach(tags);
    put(tx, run, each);
    each.stream()
        .filter(tag -> tag.key().equals(NAME))
        .forEach(tag -> tx.attach(RunStore.class).rename(run.key(), tag.value()));
  }

  /** @param tags with distinct keys */
  static void put(Tx tx, Stored run, List<KeyValue> tags) {
    RunEntryStore store = tx.attach(RunEntryStore.class);
    int[] changed = store.changeTags(run.key(), tags);
    List<KeyValue> added = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        added.add(tags.get(i));
      }
    }
    RunInfo info = run.info();
    store.addTags(run.key(), info.experiment().value(), info.startTime(), added);
  }
}
