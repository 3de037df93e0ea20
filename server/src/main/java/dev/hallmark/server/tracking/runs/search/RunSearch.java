package dev.hallmark.server.tracking.runs.search;

import static dev.hallmark.server.storage.search.IndexWalk.ascending;
import static dev.hallmark.server.storage.search.IndexWalk.descending;

import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.search.Column;
import dev.hallmark.server.storage.search.Column.Probe;
import dev.hallmark.server.storage.search.Columns;
import dev.hallmark.server.storage.search.EqualityFilter;
import dev.hallmark.server.storage.search.IndexWalk;
import dev.hallmark.server.storage.search.KeyedTexts;
import dev.hallmark.server.storage.search.KeyedTexts.CopiedColumn;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.execution.Question;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.tracking.Views;
import dev.hallmark.server.tracking.experiments.VisibleExperiment;
import java.util.List;
import java.util.Map;

/** Finds runs by a filter; returns their internal ids in order. */
public final class RunSearch {
  static final String TABLE = "run r";
  static final String EXPERIMENT = "r.experiment_id";
  static final String ACTIVE = "r.active";

  private static final Columns ATTRIBUTES = new Columns(
      TABLE,
      "r.id",
      Map.of(
          "run_id", Column.text("r.run_uuid").probed(Probe.ALONE),
          "run_name", Column.text("r.name"),
          "status", Column.text("r.status"),
          "user_id", Column.text("r.user_id"),
          "artifact_uri", Column.text("r.artifact_uri"),
          "start_time", Column.whole("r.start_time"),
          "end_time", Column.whole("r.end_time").asNullable()),
      Map.of());
  private static final CopiedColumn IN_EXPERIMENT = new CopiedColumn("experiment_id", EXPERIMENT);
  private static final IndexWalk BY_START = new IndexWalk(
      TABLE, "run_by_start", ATTRIBUTES, descending("start_time"), ascending("run_id"));
  private static final SearchSpec SPEC = new SearchSpec(
      TABLE,
      "r.id",
      Map.of(
          Kind.ATTRIBUTE,
          ATTRIBUTES,
          Kind.PARAM,
          new KeyedTexts("param", "run_id", "r.id", "param", IN_EXPERIMENT),
          Kind.TAG,
          new KeyedTexts("run_tag", "run_id", "r.id", "tag", IN_EXPERIMENT),
          Kind.METRIC,
          new MetricValues(),
          Kind.DATASET,
          new DatasetValues()),
      List.of(BY_START, new MetricWalk(BY_START)));

  private final Search search;

  public RunSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(
      List<VisibleExperiment> experiments,
      View view,
      Filter filter,
      Order order,
      int limit,
      String token) {
    List<Long> ids = experiments.stream().map(VisibleExperiment::id).toList();
    List<VisibleExperiment> outdated =
        experiments.stream().filter(experiment -> !experiment.runsUpToDate()).toList();
    EqualityFilter in = Views.experiments(EXPERIMENT, ids);
    Scope scope = outdated.isEmpty() || view == View.ALL
        ? Scope.of(in, Views.isActive(ACTIVE, view))
        : Scope.of(in, Views.isActive(ACTIVE, View.ALL)).and(List.of(isActive(outdated, view)));
    String about = "runs " + ids + " " + view;
    return search.page(SPEC, scope, new Question(about, filter, order, limit, token));
  }

  /** The condition while a background job still updates rows after a deletion or restoration of their experiment. */
  private static Sql isActive(List<VisibleExperiment> outdated, View view) {
    Sql active = Sql.of("(CASE");
    for (VisibleExperiment experiment : outdated) {
      active = active.then(
          " WHEN r.experiment_id = ? AND r.lifecycle_revision < ? THEN ?",
          experiment.id(),
          experiment.lifecycleRevision(),
          experiment.active());
    }
    return active.then(" ELSE r.active END) = ?", view == View.ACTIVE);
  }
}
