package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.RegistrySearchContract.models;
import static dev.hallmark.server.registry.RegistrySearchContract.versions;
import static dev.hallmark.server.registry.RegistrySearchContract.visible;
import static dev.hallmark.server.registry.SampleRegistry.WORKSPACE;
import static dev.hallmark.server.testkit.SearchAgreement.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.DatabaseContract;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceSearch;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names are found by any piece of them, wherever it stands. */
abstract class NamePieceContract extends DatabaseContract {
  @Test
  void find_findsAPieceOfANameWhateverStandsAroundIt() {
    List<String> names = List.of(
        "fraud-detection",
        "Fraud",
        "defraud_v2",
        "ΑΣΒ",
        "ΑΣ",
        "İstanbul-x",
        "a".repeat(60),
        "ab".repeat(40) + "-end");
    Map<String, Long> ids = new HashMap<>();
    names.forEach(name -> ids.put(name, SampleRegistry.addModel(database.jdbi(), WORKSPACE, name)));
    names.forEach(name -> SampleRegistry.addModel(database.jdbi(), "other", name));
    Map<String, List<String>> expected = Map.of(
        "LIKE '%raud%'",
        List.of("Fraud", "defraud_v2", "fraud-detection"),
        "LIKE '%Fraud'",
        List.of("Fraud"),
        "ILIKE '%FRAUD%'",
        List.of("Fraud", "defraud_v2", "fraud-detection"),
        "LIKE '%Σ%'",
        List.of("ΑΣ", "ΑΣΒ"),
        "LIKE 'Α%Σ%'",
        List.of("ΑΣ", "ΑΣΒ"),
        "ILIKE '%İSTANBUL%'",
        List.of("İstanbul-x"),
        "LIKE '%_stanbul_x'",
        List.of("İstanbul-x"),
        "LIKE '%" + "a".repeat(50) + "%'",
        List.of("a".repeat(60)),
        "LIKE 'a%" + "ab".repeat(30) + "-end'",
        List.of("ab".repeat(40) + "-end"),
        "LIKE '%raud-x%'",
        List.of());
    Order order = Grammar.REGISTERED_MODELS.order(List.of());
    expected.forEach((condition, found) -> assertThat(all(
            models(Searches.usual(database.jdbi())),
            Grammar.REGISTERED_MODELS.filter("name " + condition),
            order,
            3))
        .as(condition)
        .isEqualTo(found.stream().map(ids::get).toList()));
  }

  @Test
  void find_findsAPieceOfANameInTheNameThatTheModelHasNow() {
    long id = SampleRegistry.addModel(database.jdbi(), WORKSPACE, "before");
    database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "update registered_model set name = 'After', name_folded = 'after' where id = ?", id));
    Finder finder = models(Searches.usual(database.jdbi()));
    Order order = Grammar.REGISTERED_MODELS.order(List.of());
    assertThat(all(finder, Grammar.REGISTERED_MODELS.filter("name LIKE '%fte%'"), order, 5))
        .containsExactly(id);
    assertThat(all(finder, Grammar.REGISTERED_MODELS.filter("name LIKE '%efor%'"), order, 5))
        .isEmpty();
    database
        .jdbi()
        .useHandle(handle -> handle.execute("delete from registered_model where id = ?", id));
    assertThat(all(finder, Grammar.REGISTERED_MODELS.filter("name LIKE '%fte%'"), order, 5))
        .isEmpty();
  }

  @Test
  void find_seesNoVersionsOfAnotherWorkspaceByAPieceOfTheName() {
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(11)).insert(20);
    Filter filter = Grammar.MODEL_VERSIONS.filter("name LIKE '%a%'");
    assertThat(all(
            versions(Searches.usual(database.jdbi())),
            filter,
            Grammar.MODEL_VERSIONS.order(List.of()),
            7))
        .isNotEmpty()
        .isEqualTo(ReferenceSearch.find(
            visible(sample.versions, filter), filter, Grammar.MODEL_VERSIONS.order(List.of())));
  }
}
