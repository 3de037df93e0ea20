package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.GeneratedNames;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.experiments.LockedExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A run to create.
 *
 * @param name empty to take the name from the tags or to generate one
 * @param startTime milliseconds since the epoch; 0 if not set
 */
public record NewRun(String name, String userId, long startTime, List<KeyValue> tags) {
  public NewRun {
    tags = KeyValue.lastOfEach(tags);
    String tagged = nameIn(tags);
    if (!name.isEmpty() && !tagged.isEmpty() && !name.equals(tagged)) {
      throw RegistryException.invalid(Subject.RUN, Reason.MISMATCH, "run_name", name, tagged);
    }
    name = name.isEmpty() ? tagged : name;
  }

  private static String nameIn(List<KeyValue> tags) {
    return tags.stream()
        .filter(tag -> tag.key().equals(RunTags.NAME))
        .map(KeyValue::value)
        .findFirst()
        .orElse("");
  }

  RunInfo in(LockedExperiment experiment) {
    RunId id = RunId.random();
    return new RunInfo(
        id,
        experiment.id(),
        name.isEmpty() ? GeneratedNames.next(ThreadLocalRandom.current()) : name,
        userId,
        RunStatus.RUNNING,
        startTime,
        RunInfo.NOT_ENDED,
        experiment.folder(id + "/artifacts"),
        true);
  }

  /** The tags, including one with the name of the run. */
  List<KeyValue> tagsOf(RunInfo info) {
    List<KeyValue> all = new ArrayList<>(tags);
    all.add(new KeyValue(RunTags.NAME, info.name()));
    return KeyValue.lastOfEach(all);
  }

  static RunStore.NewRun row(RunInfo info, long lifecycleRevision, long now) {
    return new RunStore.NewRun(
        info.id().value(),
        info.experiment().value(),
        info.name(),
        info.userId(),
        info.status().name(),
        info.startTime(),
        info.artifactUri(),
        lifecycleRevision,
        now);
  }
}
