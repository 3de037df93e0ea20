package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What a {@link ServerWorkload} was promised, and what has to hold in any case. */
final class ServerCheck {
  private final List<Promise> promises = new ArrayList<>();

  private record Promise(String own, String shared, int writer, long rounds) {}

  /** That this writer has all of so many rounds; the model and the run of its own have the same name. */
  void promise(String own, String shared, int writer, long rounds) {
    promises.add(new Promise(own, shared, writer, rounds));
  }

  void run(Jdbi jdbi) {
    jdbi.useHandle(handle -> {
      for (Promise promise : promises) {
        ownModel(handle, promise);
        sharedModel(handle, promise);
        run(handle, promise);
      }
      for (Model model : models(handle)) {
        numbers(handle, model);
        audit(handle, model);
      }
      audited(handle);
      answers(handle);
    });
  }

  private static void ownModel(Handle handle, Promise promise) {
    List<String> sources = strings(
        handle,
        "select source from model_version where model_id = (select id from registered_model where name = ?)"
            + " order by version",
        promise.own());
    assertThat(sources)
        .hasSizeGreaterThanOrEqualTo((int) promise.rounds())
        .isEqualTo(sources(promise, sources.size()));
    long alias = number(
        handle,
        "select max(a.version) from model_alias a join registered_model m on m.id = a.model_id where m.name = ?",
        promise.own());
    assertThat(alias).isBetween(promise.rounds(), (long) sources.size());
    List<String> tag = strings(
        handle,
        "select tag_value from model_tag where model_id = (select id from registered_model where name = ?)",
        promise.own());
    assertThat(tag.isEmpty() ? 0 : Long.parseLong(tag.get(0))).isBetween(promise.rounds(), alias);
  }

  private static void sharedModel(Handle handle, Promise promise) {
    List<String> sources = strings(
        handle,
        "select source from model_version where model_id = (select id from registered_model where name = ?)"
            + " and source like 's3://bucket/" + promise.writer() + "/%' order by version",
        promise.shared());
    assertThat(sources)
        .hasSizeGreaterThanOrEqualTo((int) promise.rounds())
        .isEqualTo(sources(promise, sources.size()));
  }

  private static List<String> sources(Promise promise, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(round -> "s3://bucket/" + promise.writer() + "/" + round)
        .toList();
  }

  private static void run(Handle handle, Promise promise) {
    String ofRun = " where run_id = (select id from run where name = ?)";
    List<Long> steps =
        numbers(handle, "select step from metric" + ofRun + " order by step", promise.own());
    assertThat(steps)
        .hasSizeGreaterThanOrEqualTo((int) promise.rounds())
        .isEqualTo(upTo(steps.size()));
    assertThat(number(
            handle, "select coalesce(max(step), 0) from latest_metric" + ofRun, promise.own()))
        .isEqualTo(steps.size());
    assertThat(number(handle, "select count(*) from param" + ofRun, promise.own()))
        .isEqualTo(steps.size());
  }

  private static void numbers(Handle handle, Model model) {
    List<Long> numbers = numbers(
        handle,
        "select version from model_version where model_id = ? order by version",
        model.id());
    assertThat(numbers).as("versions of %s", model).isEqualTo(upTo(model.lastVersion()));
  }

  private static void audit(Handle handle, Model model) {
    List<Long> revisions = numbers(
        handle,
        "select revision from audit where object_kind = 'REGISTERED_MODEL' and object_id = ? order by revision",
        model.id());
    assertThat(revisions).as("entries of %s", model).isEqualTo(upTo(model.revision()));
    long created = number(
        handle,
        "select count(*) from audit where object_kind = 'REGISTERED_MODEL' and operation = 'VersionCreated'"
            + " and object_id = ?",
        model.id());
    assertThat(created).isEqualTo(model.lastVersion());
  }

  /** No entry is of a model that is not there. */
  private static void audited(Handle handle) {
    assertThat(number(
            handle,
            "select count(*) from audit where object_kind = ? and object_id not in (select id from registered_model)",
            "REGISTERED_MODEL"))
        .isZero();
  }

  /** Each version of a shared model has the answer to its request, and no answer tells of another. */
  private static void answers(Handle handle) {
    List<String> made = strings(
        handle,
        "select m.name || ' ' || v.source || ' is ' || v.version as told from model_version v"
            + " join registered_model m on m.id = v.model_id where m.name like ? order by told",
        "%shared");
    List<String> kept = strings(
        handle,
        "select idempotency_key || ' is ' || body as told from idempotent_response where endpoint = ? order by told",
        "POST versions");
    assertThat(kept).isEqualTo(made);
  }

  private static List<Model> models(Handle handle) {
    return handle
        .createQuery("select id, last_version, revision from registered_model")
        .map((row, context) -> new Model(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  private record Model(long id, long lastVersion, long revision) {}

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static List<String> strings(Handle handle, String query, Object argument) {
    return handle.createQuery(query).bind(0, argument).mapTo(String.class).list();
  }

  private static List<Long> numbers(Handle handle, String query, Object argument) {
    return handle.createQuery(query).bind(0, argument).mapTo(Long.class).list();
  }

  private static long number(Handle handle, String query, Object argument) {
    return handle
        .createQuery(query)
        .bind(0, argument)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
