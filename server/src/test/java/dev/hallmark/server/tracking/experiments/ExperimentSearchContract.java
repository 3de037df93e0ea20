package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.testkit.SearchAgreement;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.tracking.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Experiments are found as the plainest reading of filter and order says. */
abstract class ExperimentSearchContract {
  abstract TestDatabase engine();

  @ParameterizedTest
  @EnumSource(View.class)
  void find_agreesWithTheReference(View view) {
    Dice dice = new Dice(view.ordinal());
    try (Database database = engine().fresh()) {
      List<ReferenceRow> rows = database.jdbi().withHandle(handle -> insert(handle, dice, view));
      List<String> times = List.of("0", "3", "4.5", "1e1");
      List<Supplier<String>> clauses = List.of(
          dice.text("name"),
          dice.list("experiment_id"),
          () -> "experiment_id != '107'",
          () -> "experiment_id IN ('107', '108', 'x')",
          dice.number("creation_time", times),
          dice.number("last_update_time", times),
          dice.text("tags.k"),
          dice.presence("tag.k"));
      List<String> orderable =
          List.of("name", "experiment_id", "creation_time", "last_update_time");
      new SearchAgreement(dice, Grammar.EXPERIMENTS, clauses, orderable)
          .check(
              80,
              filter -> rows,
              List.of(
                  finder(Searches.usual(database.jdbi()), view),
                  finder(Searches.walking(database.jdbi()), view)));
    }
  }

  private static final AuthorizedCaller EVERYBODY = TestCallers.reading(TestCallers.named("ann"));

  private static Finder finder(Search search, View view) {
    return (filter, order, limit, token) ->
        new ExperimentSearch(search).find(EVERYBODY, view, filter, order, limit, token);
  }

  private static List<ReferenceRow> insert(Handle handle, Dice dice, View view) {
    List<ReferenceRow> rows = new ArrayList<>();
    for (long id = 100; id < 200; id++) { // so long that texts sort as numbers do
      boolean active = !dice.once(4);
      ReferenceRow row = insert(handle, dice, id, active);
      if (view == View.ALL || active == (view == View.ACTIVE)) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static ReferenceRow insert(Handle handle, Dice dice, long id, boolean active) {
    String name = dice.word() + (dice.once(2) ? id : "-" + id);
    long created = dice.below(9);
    long updated = dice.below(9);
    handle.execute(
        "insert into experiment (id, workspace, name, artifact_location, location_path, active, created_at, updated_at,"
            + " revision, revised_at) values (?, 'default', ?, '', '', ?, ?, ?, 0, 0)",
        id,
        name,
        active,
        created,
        updated);
    Map<Field, List<Object>> values = new HashMap<>();
    values.put(Field.attribute("name"), List.of(name));
    values.put(Field.attribute("experiment_id"), List.of(String.valueOf(id)));
    values.put(Field.attribute("creation_time"), List.of(created));
    values.put(Field.attribute("last_update_time"), List.of(updated));
    if (!dice.once(3)) {
      String value = dice.word();
      handle.execute(
          "insert into experiment_tag (experiment_id, tag_key, tag_value, value_prefix) values (?, 'k', ?, ?)",
          id,
          value,
          new KeyValue("k", value).valuePrefix());
      values.put(new Field(Kind.TAG, "k"), List.of(value));
    }
    return new ReferenceRow(id, values);
  }
}
