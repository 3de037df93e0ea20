package dev.hallmark.server.tracking.runs.search;

import static dev.hallmark.server.testkit.SearchAgreement.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.PageToken;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.DatabaseContract;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceRow;
import dev.hallmark.server.testkit.ReferenceSearch;
import dev.hallmark.server.testkit.SearchAgreement;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import dev.hallmark.server.tracking.experiments.VisibleExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs are found as the plainest reading of filter and order says, whatever way the search takes. */
abstract class RunSearchContract extends DatabaseContract {
  private static final List<Long> EXPERIMENTS = List.of(1L, 2L, 3L);
  private static final List<VisibleExperiment> SEEN =
      EXPERIMENTS.stream().map(id -> new VisibleExperiment(id, true, 0, true)).toList();
  private static final List<String> TIMES = List.of("0", "3", "4.5", "1e1", "-1", "1e400", "7");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void find_agreesWithTheReference(long seed) {
    Dice dice = new Dice(seed);
    List<ReferenceRow> rows = new SampleRuns(database.jdbi(), dice).insert(EXPERIMENTS, 150);
    List<ReferenceRow> active = rows.stream().filter(SampleRuns::isActive).toList();
    new SearchAgreement(dice, Grammar.RUNS, clauses(dice), SampleRuns.ORDERABLE)
        .check(
            80,
            filter -> active,
            List.of(
                finder(Searches.usual(database.jdbi()), View.ACTIVE),
                finder(Searches.walking(database.jdbi()), View.ACTIVE)));
  }

  private static Finder finder(Search search, View view) {
    return (filter, order, limit, token) ->
        new RunSearch(search).find(SEEN, view, filter, order, limit, token);
  }

  private static List<Supplier<String>> clauses(Dice dice) {
    return List.of(
        dice.text("run_name"),
        dice.text("tags.k"),
        dice.text("params.`p q`"),
        dice.text("dataset.name"),
        dice.list("dataset.digest"),
        dice.text("datasets.context"),
        dice.presence("tags.k"),
        dice.presence("params.`p q`"),
        dice.list("run_id"),
        dice.text("status"),
        dice.number("metrics.acc", TIMES),
        dice.number("metrics.acc", List.of("1", "1.5", "0.5", "-1e0")),
        dice.number("metrics.loss", List.of("1", "1.5")),
        dice.number("start_time", TIMES),
        dice.number("end_time", TIMES));
  }

  @Test
  void find_seesTheStagesOfLifeAskedFor() {
    List<ReferenceRow> rows = new SampleRuns(database.jdbi(), new Dice(7)).insert(EXPERIMENTS, 50);
    Search search = Searches.usual(database.jdbi());
    Filter every = Grammar.RUNS.filter("");
    Order order = Grammar.RUNS.order(List.of());
    List<ReferenceRow> deleted =
        rows.stream().filter(row -> !SampleRuns.isActive(row)).toList();
    assertThat(deleted).isNotEmpty();
    assertThat(all(finder(search, View.DELETED), every, order, 7))
        .isEqualTo(ReferenceSearch.find(deleted, every, order));
    assertThat(all(finder(search, View.ALL), every, order, 7))
        .isEqualTo(ReferenceSearch.find(rows, every, order));
  }

  @Test
  void find_withoutExperimentsFindsNothing() {
    RunSearch runs = new RunSearch(Searches.usual(database.jdbi()));
    Page<Long> page = runs.find(
        List.of(), View.ALL, Grammar.RUNS.filter(""), Grammar.RUNS.order(List.of()), 5, "");
    assertThat(page).isEqualTo(Page.last(List.of()));
  }

  @Test
  void find_neitherRepeatsNorSkipsWhileRunsComeAndGo() {
    Dice dice = new Dice(8);
    SampleRuns sample = new SampleRuns(database.jdbi(), dice);
    Filter every = Grammar.RUNS.filter("");
    for (String by : List.of("start_time DESC", "metrics.acc DESC", "metrics.acc", "run_name")) {
      Order order = Grammar.RUNS.order(List.of(by));
      List<ReferenceRow> before =
          sample.insert(EXPERIMENTS, 80).stream().filter(SampleRuns::isActive).toList();
      List<Long> gone = new ArrayList<>();
      List<Long> seen = new ArrayList<>();
      RunSearch runs = new RunSearch(Searches.walking(database.jdbi()));
      String token = "";
      do {
        Page<Long> page = runs.find(SEEN, View.ACTIVE, every, order, 9, token);
        seen.addAll(page.items());
        token = page.nextToken();
        sample.insert(EXPERIMENTS, 3);
        long last = page.items().get(page.items().size() - 1);
        sample.delete(last);
        gone.add(last);
      } while (!token.isEmpty());
      assertThat(seen).as(by).doesNotHaveDuplicates();
      assertThat(seen).as(by).containsAll(ReferenceSearch.find(before, every, order));
      sample.clear();
    }
  }

  @Test
  void find_refusesTokensOfOtherSearches() {
    new SampleRuns(database.jdbi(), new Dice(9)).insert(EXPERIMENTS, 30);
    RunSearch runs = new RunSearch(Searches.usual(database.jdbi()));
    Order order = Grammar.RUNS.order(List.of());
    Filter every = Grammar.RUNS.filter("");
    String token = runs.find(SEEN, View.ALL, every, order, 5, "").nextToken();
    assertThat(token).isNotEmpty();
    List<Supplier<Page<Long>>> others = List.of(
        () -> runs.find(SEEN.subList(0, 1), View.ALL, every, order, 5, token),
        () -> runs.find(SEEN, View.ACTIVE, every, order, 5, token),
        () -> runs.find(SEEN, View.ALL, Grammar.RUNS.filter("metrics.a > 1"), order, 5, token),
        () -> runs.find(SEEN, View.ALL, every, Grammar.RUNS.order(List.of("run_name")), 5, token),
        () -> runs.find(SEEN, View.ALL, every, order, 5, "x" + token),
        () -> runs.find(SEEN, View.ALL, every, order, 5, "garbage"));
    for (Supplier<Page<Long>> other : others) {
      assertThatThrownBy(other::get).extracting("kind").isEqualTo(ErrorKind.INVALID_ARGUMENT);
    }
  }

  @Test
  void find_refusesTokensWithForgedKeys() {
    new SampleRuns(database.jdbi(), new Dice(10)).insert(EXPERIMENTS, 30);
    RunSearch runs = new RunSearch(Searches.usual(database.jdbi()));
    Order order = Grammar.RUNS.order(List.of());
    Filter every = Grammar.RUNS.filter("");
    String token = runs.find(SEEN, View.ALL, every, order, 5, "").nextToken();
    int query =
        java.nio.ByteBuffer.wrap(java.util.Base64.getUrlDecoder().decode(token)).getInt(1);
    assertThat(PageToken.decode(token, query).key()).hasSize(2);
    for (List<String> forged :
        List.of(List.<String>of(), List.of("1"), List.of("x", "a"), List.of("1", "\0"))) {
      String made = new PageToken(query, forged).encode();
      assertThatThrownBy(() -> runs.find(SEEN, View.ALL, every, order, 5, made))
          .extracting("kind")
          .isEqualTo(ErrorKind.INVALID_ARGUMENT);
    }
    String far = new PageToken(query, List.of("" + Long.MIN_VALUE, "")).encode();
    assertThat(runs.find(SEEN, View.ALL, every, order, 5, far).items()).isEmpty();
  }
}
