package dev.hallmark.server.tracking.runs.search;

import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.tracking.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Random runs, in the tables and as a search should see them. */
final class SampleRuns {
  static final List<String> ORDERABLE = List.of(
      "metrics.acc",
      "metrics.loss",
      "params.`p q`",
      "tags.k",
      "run_name",
      "start_time",
      "end_time",
      "status",
      "run_id");
  private static final Field ACTIVE = new Field(Kind.TAG, "\nactive");

  private final Jdbi jdbi;
  private final Dice dice;

  SampleRuns(Jdbi jdbi, Dice dice) {
    this.jdbi = jdbi;
    this.dice = dice;
  }

  static boolean isActive(ReferenceRow row) {
    return row.values().get(ACTIVE).equals(List.of(true));
  }

  List<ReferenceRow> insert(List<Long> experiments, int count) {
    return jdbi.withHandle(handle -> {
      List<ReferenceRow> rows = new ArrayList<>();
      for (long experiment : experiments) {
        handle.execute(
            "insert into experiment (id, workspace, name, artifact_location, location_path, active, created_at, updated_at, revision,"
                + " revised_at) select ?, 'default', ?, '', '', true, 0, 0, 0, 0"
                + " where not exists (select 1 from experiment where id = ?)",
            experiment,
            "e" + experiment,
            experiment);
      }
      for (int i = 0; i < count; i++) {
        rows.add(insert(handle, dice.oneOf(experiments)));
      }
      return rows;
    });
  }

  private ReferenceRow insert(Handle handle, long experiment) {
    String uuid = dice.once(10) && !exists(handle, dice.word()) ? free(handle) : unique();
    String name = dice.word();
    String status = dice.oneOf(List.of("FINISHED", "a", "b"));
    long start = dice.below(9);
    Long end = dice.once(3) ? null : (long) dice.below(9);
    boolean active = !dice.once(8);
    handle.execute(
        "insert into run (run_uuid, experiment_id, name, user_id, status, start_time, end_time, artifact_uri, active,"
            + " revision, revised_at) values (?, ?, ?, '', ?, ?, ?, '', ?, 0, 0)",
        uuid,
        experiment,
        name,
        status,
        start,
        end,
        active);
    long id = handle
        .createQuery("select id from run where run_uuid = ?")
        .bind(0, uuid)
        .mapTo(Long.class)
        .one();
    Map<Field, List<Object>> values = new HashMap<>();
    values.put(Field.attribute("run_id"), List.of(uuid));
    values.put(Field.attribute("run_name"), List.of(name));
    values.put(Field.attribute("status"), List.of(status));
    values.put(Field.attribute("start_time"), List.of(start));
    values.put(Field.attribute("end_time"), end == null ? List.of() : List.of(end));
    values.put(ACTIVE, List.of(active));
    texts(handle, "param", "param", "p q", Kind.PARAM, values, id, experiment, start);
    texts(handle, "run_tag", "tag", "k", Kind.TAG, values, id, experiment, start);
    metric(handle, "acc", values, id, experiment, start);
    metric(handle, "loss", values, id, experiment, start);
    datasets(handle, values, id, experiment);
    return new ReferenceRow(id, values);
  }

  private String free(Handle handle) {
    String word = dice.word();
    return exists(handle, word) ? unique() : word;
  }

  private static String unique() {
    return java.util.UUID.randomUUID().toString().replace("-", "");
  }

  private static boolean exists(Handle handle, String uuid) {
    return handle
            .createQuery("select count(*) from run where run_uuid = ?")
            .bind(0, uuid)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  private void texts(
      Handle handle,
      String table,
      String name,
      String key,
      Kind kind,
      Map<Field, List<Object>> values,
      long id,
      long experiment,
      long start) {
    if (dice.once(3)) {
      return;
    }
    String value = dice.word();
    handle.execute(
        "insert into " + table + " (run_id, " + name + "_key, " + name
            + "_value, value_prefix, experiment_id, start_time) values (?, ?, ?, ?, ?, ?)",
        id,
        key,
        value,
        new KeyValue(key, value).valuePrefix(),
        experiment,
        start);
    values.put(new Field(kind, key), List.of(value));
  }

  private void metric(
      Handle handle,
      String key,
      Map<Field, List<Object>> values,
      long id,
      long experiment,
      long start) {
    if (dice.once(4)) {
      return;
    }
    double value = dice.number();
    handle.execute(
        "insert into latest_metric (run_id, metric_key, metric_value, is_nan, step, ts, experiment_id, start_time)"
            + " values (?, ?, ?, ?, 0, 0, ?, ?)",
        id,
        key,
        Double.isNaN(value) ? 0 : value,
        Double.isNaN(value),
        experiment,
        start);
    values.put(new Field(Kind.METRIC, key), List.of(value));
  }

  private void datasets(Handle handle, Map<Field, List<Object>> values, long id, long experiment) {
    for (int i = dice.below(3); i > 0; i--) {
      String name = dice.word();
      String digest = dice.word() + i;
      String context = dice.word();
      handle.execute(
          "insert into dataset (experiment_id, name, digest, source_type, source, dataset_schema, profile)"
              + " select ?, ?, ?, '', '', '', '' where not exists (select 1 from dataset where experiment_id = ?"
              + " and name = ? and digest = ?)",
          experiment,
          name,
          digest,
          experiment,
          name,
          digest);
      handle.execute(
          "insert into run_dataset (run_id, dataset_id, context) select ?, id, ? from dataset"
              + " where experiment_id = ? and name = ? and digest = ?",
          id,
          context,
          experiment,
          name,
          digest);
      add(values, "name", name);
      add(values, "digest", digest);
      add(values, "context", context);
    }
  }

  private static void add(Map<Field, List<Object>> values, String key, String value) {
    values
        .computeIfAbsent(new Field(Kind.DATASET, key), any -> new ArrayList<>())
        .add(value);
  }

  void delete(long run) {
    jdbi.useHandle(handle -> handle.execute("delete from run where id = ?", run));
  }

  void clear() {
    jdbi.useHandle(handle -> handle.execute("delete from run"));
  }
}
