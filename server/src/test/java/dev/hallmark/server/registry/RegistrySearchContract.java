package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.SampleRegistry.WORKSPACE;
import static dev.hallmark.server.testkit.SearchAgreement.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.PromptScope;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.versions.VersionSearch;
import dev.hallmark.server.storage.functions.CaseFolding;
import dev.hallmark.server.storage.functions.TagBits;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.DatabaseContract;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.testkit.SearchAgreement;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and versions are found as the plainest reading of filter and order says, whatever way the search takes. */
abstract class RegistrySearchContract extends DatabaseContract {
  private static final String PROMPTS = "tags.`mlflow.prompt.is_prompt` = 'true'";
  private static final String NO_PROMPTS = "tags.`mlflow.prompt.is_prompt` != 'true'";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void find_agreesWithTheReferenceOnModels(long seed) {
    Dice dice = new Dice(seed);
    SampleRegistry sample = new SampleRegistry(database.jdbi(), dice).insert(120);
    List<Supplier<String>> clauses = List.of(
        dice.text("name"),
        dice.text("attribute.name"),
        dice.list("name"),
        dice.text("tags.k"),
        dice.text("tag.`k`"),
        dice.text("tags.other"),
        () -> PROMPTS,
        () -> NO_PROMPTS);
    new SearchAgreement(
            dice, Grammar.REGISTERED_MODELS, clauses, List.of("name", "last_updated_timestamp"))
        .check(
            100,
            filter -> visible(sample.models, filter),
            List.of(
                models(Searches.usual(database.jdbi())),
                models(Searches.walking(database.jdbi()))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void find_agreesWithTheReferenceOnVersions(long seed) {
    Dice dice = new Dice(seed);
    SampleRegistry sample = new SampleRegistry(database.jdbi(), dice).insert(60);
    List<String> names = sample.models.stream()
        .map(row -> (String) row.values().get(Field.attribute("name")).get(0))
        .toList();
    List<String> numbers = List.of("1", "3", "'2'", "-7", "900000000000000000");
    List<Supplier<String>> clauses = List.of(
        dice.text("name"),
        () -> "name = '" + dice.oneOf(names) + "'",
        () -> "name IN ('" + dice.oneOf(names) + "', '" + dice.oneOf(names) + "')",
        dice.text("run_id"),
        dice.list("run_id"),
        dice.text("source_path"),
        () -> "source_path LIKE 's3://" + dice.oneOf(List.of("a%", "%b", "", "%")) + "'",
        dice.number("version_number", numbers),
        dice.text("tags.k"),
        () -> PROMPTS);
    List<String> orderable =
        List.of("name", "version_number", "creation_timestamp", "last_updated_timestamp");
    new SearchAgreement(dice, Grammar.MODEL_VERSIONS, clauses, orderable)
        .check(
            120,
            filter -> visible(sample.versions, filter),
            List.of(
                versions(Searches.usual(database.jdbi())),
                versions(Searches.walking(database.jdbi()))));
  }

  @Test
  void find_seesWhatTheModelIsCalledNow() {
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(5)).insert(20);
    long model = sample.models.get(0).id();
    database
        .jdbi()
        .useHandle(h -> h.execute(
            "update registered_model set name = 'renamed', name_folded = 'renamed' where id = ?",
            model));
    List<Long> expected = database
        .jdbi()
        .withHandle(h -> h.createQuery(
                "select id from model_version where model_id = ? and is_prompt = false order by version desc")
            .bind(0, model)
            .mapTo(Long.class)
            .list());
    assertThat(all(
            versions(Searches.usual(database.jdbi())),
            Grammar.MODEL_VERSIONS.filter("name = 'renamed'"),
            Grammar.MODEL_VERSIONS.order(List.of("version_number DESC")),
            2))
        .isEqualTo(expected);
  }

  @Test
  void find_givesUpForGoodWhenItTakesTooLong() {
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(6)).insert(600);
    database
        .jdbi()
        .useHandle(h -> h.execute(
            "insert into model_tag (model_id, tag_key, tag_value, value_prefix) select id, 'long', ?, ''"
                + " from registered_model",
            "a".repeat(20_000)));
    String slow = "tags.long LIKE '%" + "a".repeat(900) + "b%c' AND ";
    Filter filter = Grammar.REGISTERED_MODELS.filter(slow.repeat(5));
    Order order = Grammar.REGISTERED_MODELS.order(List.of("timestamp"));
    assertThat(sample.models).hasSize(600);
    assertThatThrownBy(
            () -> models(Searches.impatient(database.jdbi())).find(filter, order, 10, ""))
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.INVALID_ARGUMENT, Reason.TOO_SLOW);
  }

  @Test
  void bitsOfATag_areTheSameInJavaAndInSql() {
    Dice dice = new Dice(7);
    for (int i = 0; i < 200; i++) {
      String key = dice.word() + i;
      String prefix = dice.word() + "\u00df\ud83e\udd80".repeat(dice.below(9)) + dice.word();
      long bits = database
          .jdbi()
          .withHandle(h -> h.createQuery("select bits_of_tag(?, ?)")
              .bind(0, key)
              .bind(1, prefix)
              .mapTo(Long.class)
              .one());
      assertThat(bits).as("%s=%s", key, prefix).isEqualTo(TagBits.of(key, prefix));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "name DESC"})
  void find_pagesThroughNamesOnBothSidesOfTheSurrogates(String by) {
    List<Long> ids = Stream.of(
            "\ufffda", "\ud83e\udd80a", "\ufffdb", "\ud83e\udd80b", "\ue000", "z")
        .map(name -> SampleRegistry.addModel(database.jdbi(), SampleRegistry.WORKSPACE, name))
        .toList();
    Order order = Grammar.REGISTERED_MODELS.order(List.of(by));
    Filter every = Grammar.REGISTERED_MODELS.filter("");
    List<Long> inOrder =
        models(Searches.walking(database.jdbi())).find(every, order, 100, "").items();
    assertThat(inOrder).containsExactlyInAnyOrderElementsOf(ids);
    for (int limit = 1; limit < 6; limit++) {
      assertThat(all(models(Searches.walking(database.jdbi())), every, order, limit))
          .as("%d a page", limit)
          .isEqualTo(inOrder);
    }
  }

  /** Letters that differ in case alone, or nearly so, against each other. */
  @Test
  void ilike_foldsTheSameInTagsAndInNames() {
    List<String> letters = List.of(
        "s",
        "S",
        "ſ",
        "ß",
        "ẞ",
        "i",
        "I",
        "ı",
        "İ",
        "k",
        "\u212a",
        "σ",
        "ς",
        "Σ",
        "µ",
        "μ",
        "é",
        "É",
        "ǆ",
        "ǅ",
        "ß\u0345",
        "ßΙ",
        "\ud801\udc00",
        "\ud801\udc28");
    Map<Long, String> names = new HashMap<>();
    for (String letter : letters) {
      long id = SampleRegistry.addModel(database.jdbi(), SampleRegistry.WORKSPACE, "x" + letter);
      names.put(id, letter);
      database
          .jdbi()
          .useHandle(h -> h.execute(
              "insert into model_tag (model_id, tag_key, tag_value, value_prefix) values (?, 'k', ?, '')",
              id,
              letter));
    }
    Finder finder = models(Searches.usual(database.jdbi()));
    Order order = Grammar.REGISTERED_MODELS.order(List.of());
    for (String letter : letters) {
      String folded = CaseFolding.fold(letter);
      List<Long> same = names.keySet().stream()
          .filter(id -> CaseFolding.fold(names.get(id)).equals(folded))
          .toList();
      for (String asked : List.of("name ILIKE 'x%s'", "name ILIKE '%%%s'", "tags.k ILIKE '%s'")) {
        Filter filter = Grammar.REGISTERED_MODELS.filter(asked.formatted(letter));
        assertThat(all(finder, filter, order, 50))
            .as("%s", filter)
            .containsExactlyInAnyOrderElementsOf(same);
      }
    }
  }

  static Finder models(Search search) {
    return (filter, order, limit, token) ->
        new ModelSearch(search).find(WORKSPACE, Visibility.ALL, filter, order, limit, token);
  }

  static Finder versions(Search search) {
    return (filter, order, limit, token) -> new VersionSearch(search, () -> false)
        .find(WORKSPACE, Visibility.ALL, filter, order, limit, token);
  }

  static List<ReferenceRow> visible(List<ReferenceRow> rows, Filter filter) {
    boolean prompts = filter.prompts() == PromptScope.PROMPTS;
    return rows.stream().filter(row -> SampleRegistry.isPrompt(row) == prompts).toList();
  }
}
