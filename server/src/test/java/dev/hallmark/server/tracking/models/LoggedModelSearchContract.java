package dev.hallmark.server.tracking.models;

import static dev.hallmark.server.testkit.SearchAgreement.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.OrderEntry;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.DatabaseContract;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.testkit.SearchAgreement;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logged models are found as the plainest reading of filter and order says. */
abstract class LoggedModelSearchContract extends DatabaseContract {
  private static final List<Long> EXPERIMENTS = List.of(1L, 2L);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void find_agreesWithTheReference(long seed) {
    Dice dice = new Dice(seed);
    List<ReferenceRow> active =
        new SampleLoggedModels(database.jdbi(), dice).insert(EXPERIMENTS, 150);
    List<String> times = List.of("0", "3", "4.5", "-1e3");
    List<Supplier<String>> clauses = List.of(
        dice.text("name"),
        dice.list("name"),
        dice.text("model_type"),
        dice.list("attributes.source_run_id"),
        dice.text("source_run_id"),
        () -> "experiment_id IN ('1', '7')",
        dice.number("status", List.of("1", "'2'", "'READY'")),
        dice.number("creation_time", times),
        dice.text("params.p"),
        dice.list("tags.k"),
        dice.number("metrics.acc", List.of("1", "1.5", "2", "0.5")));
    List<String> orderable = List.of(
        "name",
        "model_type",
        "source_run_id",
        "status",
        "experiment_id",
        "last_updated_timestamp",
        "metrics.acc");
    new SearchAgreement(dice, Grammar.LOGGED_MODELS, clauses, orderable)
        .check(
            80,
            filter -> active,
            List.of(
                finder(Searches.usual(database.jdbi()), List.of()),
                finder(Searches.walking(database.jdbi()), List.of())));
  }

  @Test
  void find_countsMetricsOfTheDatasetsAskedFor() {
    SampleLoggedModels sample = new SampleLoggedModels(database.jdbi(), new Dice(3));
    List<ReferenceRow> rows = sample.insert(List.of(1L), 3);
    long both = rows.get(0).id();
    long other = rows.get(1).id();
    sample.point(both, "auc", 1, 0.2, "train", "d1");
    sample.point(both, "auc", 2, 0.9, "eval", "d2");
    sample.point(other, "auc", 1, 0.8, "train", "d1");
    String high = "metrics.auc > 0.5";
    assertThat(found(List.of(), high)).containsExactlyInAnyOrder(both, other);
    assertThat(found(List.of(new DatasetRef("train", "d1")), high)).containsExactly(other);
    assertThat(found(List.of(new DatasetRef("eval", "")), high)).containsExactly(both);
    assertThat(found(List.of(new DatasetRef("eval", "d1")), high)).isEmpty();
    assertThat(found(List.of(new DatasetRef("eval", "")), "")).containsExactly(both);
    assertThat(found(List.of(new DatasetRef("train", "d1")), ""))
        .containsExactlyInAnyOrder(both, other);
    assertThat(found(List.of(new DatasetRef("train", "d2")), "")).isEmpty();
    assertThat(found(List.of(new DatasetRef("train", "d2"), new DatasetRef("eval", "d2")), ""))
        .containsExactly(both);
    assertThat(found(List.of(new DatasetRef("eval", "")), "tags.nothing = 'x'")).isEmpty();
    assertThat(ordered(DatasetRef.ANY)).startsWith(both, other);
    assertThat(ordered(new DatasetRef("train", ""))).startsWith(other, both);
  }

  private List<Long> found(List<DatasetRef> datasets, String filter) {
    Finder finder = finder(Searches.usual(database.jdbi()), datasets);
    return all(
        finder, Grammar.LOGGED_MODELS.filter(filter), Grammar.LOGGED_MODELS.order(List.of()), 5);
  }

  private List<Long> ordered(DatasetRef dataset) {
    Order order =
        Grammar.LOGGED_MODELS.orderOf(List.of(new OrderEntry("metrics.auc", false, dataset)));
    Finder finder = finder(Searches.usual(database.jdbi()), List.of());
    return all(finder, Grammar.LOGGED_MODELS.filter(""), order, 1);
  }

  private static Finder finder(Search search, List<DatasetRef> datasets) {
    return (filter, order, limit, token) ->
        new LoggedModelSearch(search).find(EXPERIMENTS, datasets, filter, order, limit, token);
  }
}
