package dev.hallmark.server.registry;

import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.storage.IndexPrefix;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Random models and versions, in the tables and as a search should see them. */
final class SampleRegistry {
  static final String WORKSPACE = "default";
  private static final List<String> TAGS = List.of("k", "other");
  private static final Field PROMPT = new Field(Kind.TAG, "\nprompt");

  final List<ReferenceRow> models = new ArrayList<>();
  final List<ReferenceRow> versions = new ArrayList<>();
  private final Jdbi jdbi;
  private final Dice dice;

  SampleRegistry(Jdbi jdbi, Dice dice) {
    this.jdbi = jdbi;
    this.dice = dice;
  }

  /** Whether a search for prompts sees it, and one for models does not. */
  static boolean isPrompt(ReferenceRow row) {
    return row.values().get(PROMPT).equals(List.of(true));
  }

  /** Models with up to seven versions each; as many in a second workspace, which nobody should see. */
  SampleRegistry insert(int count) {
    jdbi.useHandle(handle -> {
      for (int i = 0; i < count; i++) {
        insertModel(handle, dice.word() + dice.word() + (dice.once(2) ? i : "-" + i));
      }
    });
    return this;
  }

  private void insertModel(Handle handle, String name) {
    boolean prompt = dice.once(6);
    long updated = dice.below(9);
    long hidden = addModel(handle, "other", name, prompt, updated);
    long id = addModel(handle, WORKSPACE, name, prompt, updated);
    Map<Field, List<Object>> values = new HashMap<>();
    values.put(PROMPT, List.of(prompt));
    values.put(Field.attribute("name"), List.of(name));
    values.put(Field.attribute("last_updated_timestamp"), List.of(updated));
    tag(handle, "model", id, values);
    tag(handle, "model", hidden, new HashMap<>());
    handle.attach(ModelStore.class).reviseTags(id, 0, 0);
    handle.attach(ModelStore.class).reviseTags(hidden, 0, 0);
    models.add(new ReferenceRow(id, values));
    for (int version = 1; version < 1 + dice.below(8); version++) {
      boolean promptVersion = dice.once(9) != prompt;
      versions.add(insertVersion(handle, WORKSPACE, id, name, version, promptVersion));
      insertVersion(handle, "other", hidden, name, version, promptVersion);
    }
  }

  static long addModel(Jdbi jdbi, String workspace, String name) {
    return jdbi.withHandle(handle -> addModel(handle, workspace, name, false, 0));
  }

  private static long addModel(
      Handle handle, String workspace, String name, boolean prompt, long updated) {
    handle.execute(
        "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
            + " updated_at, last_version, revision, revised_at, tag_bits) values (?, ?, ?, ?, '', '', 0, ?, 0, 0, 0, 0)",
        workspace,
        name,
        new ModelName(name).folded(),
        prompt,
        updated);
    return handle
        .createQuery("select id from registered_model where workspace = ? and name = ?")
        .bind(0, workspace)
        .bind(1, name)
        .mapTo(Long.class)
        .one();
  }

  private ReferenceRow insertVersion(
      Handle handle, String workspace, long model, String name, int version, boolean prompt) {
    String source = "s3://" + dice.word();
    String run = dice.word();
    long created = dice.below(9);
    long updated = dice.below(9);
    handle.execute(
        "insert into model_version (model_id, version, workspace, is_prompt, stage, status, status_message, description,"
            + " source, source_prefix, location, digest, run_id, run_link, logged_model_id, created_by, created_at,"
            + " updated_at) values (?, ?, ?, ?, 'None', 'READY', '', '', ?, ?, '', '', ?, '', '', '', ?, ?)",
        model,
        version,
        workspace,
        prompt,
        source,
        IndexPrefix.ofSource(source),
        run,
        created,
        updated);
    long id = handle
        .createQuery("select id from model_version where model_id = ? and version = ?")
        .bind(0, model)
        .bind(1, version)
        .mapTo(Long.class)
        .one();
    Map<Field, List<Object>> values = new HashMap<>();
    values.put(PROMPT, List.of(prompt));
    values.put(Field.attribute("name"), List.of(name));
    values.put(Field.attribute("run_id"), List.of(run));
    values.put(Field.attribute("source_path"), List.of(source));
    values.put(Field.attribute("version_number"), List.of((long) version));
    values.put(Field.attribute("creation_timestamp"), List.of(created));
    values.put(Field.attribute("last_updated_timestamp"), List.of(updated));
    tag(handle, "version", id, values);
    return new ReferenceRow(id, values);
  }

  private void tag(Handle handle, String owner, long id, Map<Field, List<Object>> values) {
    for (String key : TAGS) {
      if (dice.once(3)) {
        continue;
      }
      String value = dice.word();
      handle.execute(
          "insert into " + owner + "_tag (" + owner
              + "_id, tag_key, tag_value, value_prefix) values (?, ?, ?, ?)",
          id,
          key,
          value,
          IndexPrefix.ofValue(value));
      values.put(new Field(Kind.TAG, key), List.of(value));
    }
  }
}
