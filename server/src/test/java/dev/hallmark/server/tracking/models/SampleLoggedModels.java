package dev.hallmark.server.tracking.models;

import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.tracking.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Random logged models, in the tables and as a search should see them. */
final class SampleLoggedModels {
  private final Jdbi jdbi;
  private final Dice dice;

  SampleLoggedModels(Jdbi jdbi, Dice dice) {
    this.jdbi = jdbi;
    this.dice = dice;
  }

  /** Returns those that are not deleted. */
  List<ReferenceRow> insert(List<Long> experiments, int count) {
    return jdbi.withHandle(handle -> {
      for (long experiment : experiments) {
        handle.execute(
            "insert into experiment (id, workspace, name, artifact_location, location_path, active, created_at,"
                + " updated_at, revision, revised_at) values (?, 'default', ?, '', '', true, 0, 0, 0, 0)",
            experiment,
            "e" + experiment);
      }
      List<ReferenceRow> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        boolean active = !dice.once(8);
        ReferenceRow row = insert(handle, dice.oneOf(experiments), active);
        if (active) {
          rows.add(row);
        }
      }
      return rows;
    });
  }

  private ReferenceRow insert(Handle handle, long experiment, boolean active) {
    String uuid = "m-" + UUID.randomUUID().toString().replace("-", "");
    String name = dice.word();
    String type = dice.word();
    String run = dice.word();
    int status = dice.below(4);
    long created = dice.below(9);
    long updated = dice.below(9);
    handle.execute(
        "insert into logged_model (model_uuid, experiment_id, name, model_type, source_run_uuid, artifact_uri, status,"
            + " status_message, active, created_at, updated_at, revision, revised_at)"
            + " values (?, ?, ?, ?, ?, '', ?, '', ?, ?, ?, 0, 0)",
        uuid,
        experiment,
        name,
        type,
        run,
        status,
        active,
        created,
        updated);
    long id = handle
        .createQuery("select id from logged_model where model_uuid = ?")
        .bind(0, uuid)
        .mapTo(Long.class)
        .one();
    Map<Field, List<Object>> values = new HashMap<>();
    values.put(Field.attribute("model_id"), List.of(uuid));
    values.put(Field.attribute("name"), List.of(name));
    values.put(Field.attribute("model_type"), type.isEmpty() ? List.of() : List.of(type));
    values.put(Field.attribute("source_run_id"), run.isEmpty() ? List.of() : List.of(run));
    values.put(Field.attribute("experiment_id"), List.of(String.valueOf(experiment)));
    values.put(Field.attribute("status"), List.of((long) status));
    values.put(Field.attribute("creation_timestamp"), List.of(created));
    values.put(Field.attribute("last_updated_timestamp"), List.of(updated));
    text(handle, "param", "p", Kind.PARAM, id, values);
    text(handle, "tag", "k", Kind.TAG, id, values);
    if (!dice.once(3)) {
      double value = dice.number();
      point(handle, id, "acc", 1, value, "", "");
      values.put(new Field(Kind.METRIC, "acc"), List.of(value));
    }
    return new ReferenceRow(id, values);
  }

  private void text(
      Handle handle, String name, String key, Kind kind, long id, Map<Field, List<Object>> values) {
    if (dice.once(3)) {
      return;
    }
    String value = dice.word();
    handle.execute(
        "insert into logged_model_" + name + " (model_id, " + name + "_key, " + name
            + "_value, value_prefix) values (?, ?, ?, ?)",
        id,
        key,
        value,
        new KeyValue(key, value).valuePrefix());
    values.put(new Field(kind, key), List.of(value));
  }

  void point(long model, String key, long at, double value, String dataset, String digest) {
    jdbi.useHandle(handle -> point(handle, model, key, at, value, dataset, digest));
  }

  private static void point(
      Handle handle, long model, String key, long at, double value, String dataset, String digest) {
    boolean nan = Double.isNaN(value);
    handle.execute(
        "insert into logged_model_metric (model_id, metric_key, ts, step, run_uuid, dataset_name, dataset_digest,"
            + " metric_value, is_nan) values (?, ?, ?, 0, '', ?, ?, ?, ?)",
        model,
        key,
        at,
        dataset,
        digest,
        nan ? 0 : value,
        nan);
  }
}
