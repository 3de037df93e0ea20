package dev.hallmark.server.tracking.models;

import static dev.hallmark.server.storage.search.IndexWalk.ascending;
import static dev.hallmark.server.storage.search.IndexWalk.descending;

import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.View;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.storage.search.Column;
import dev.hallmark.server.storage.search.Column.Probe;
import dev.hallmark.server.storage.search.Columns;
import dev.hallmark.server.storage.search.IndexWalk;
import dev.hallmark.server.storage.search.KeyedTexts;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.execution.Question;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.tracking.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds logged models by a filter; returns their internal ids in order. */
public final class LoggedModelSearch {
  private static final String TABLE = "logged_model l";

  /** Missing values are stored as empty strings; a search treats them as null. */
  private static final Columns ATTRIBUTES = new Columns(
      TABLE,
      "l.id",
      Map.of(
          "name", Column.text("l.name"),
          "model_id", Column.text("l.model_uuid").probed(Probe.ALONE),
          "model_type", Column.text("nullif(l.model_type, '')").asNullable(),
          "source_run_id",
              Column.text("nullif(l.source_run_uuid, '')")
                  .asNullable()
                  .prefixIn("l.source_run_uuid")
                  .probed(Probe.ALONE),
          "experiment_id", Column.text("cast(l.experiment_id as varchar)"),
          "status", Column.whole("l.status"),
          "creation_timestamp", Column.whole("l.created_at"),
          "last_updated_timestamp", Column.whole("l.updated_at")),
      Map.of("experiment_id", Column.whole("l.experiment_id")));

  private static final KeyedTexts PARAMS =
      new KeyedTexts("logged_model_param", "model_id", "l.id", "param");
  private static final KeyedTexts TAGS =
      new KeyedTexts("logged_model_tag", "model_id", "l.id", "tag");
  private static final IndexWalk BY_CREATION = new IndexWalk(
      TABLE,
      "logged_model_by_creation",
      ATTRIBUTES,
      descending("creation_timestamp"),
      ascending("model_id"));

  private final Search search;

  public LoggedModelSearch(Search search) {
    this.search = search;
  }

  /**
   * @param datasets restrict the metrics of the filter; if the filter has no metric, a model must have some metric on one of them; empty
   *     for no restriction
   * @param token empty for the first page
   */
  public Page<Long> find(
      List<Long> experiments,
      List<DatasetRef> datasets,
      Filter filter,
      Order order,
      int limit,
      String token) {
    ModelMetricValues metrics = new ModelMetricValues(datasets);
    SearchSpec spec = new SearchSpec(
        TABLE,
        "l.id",
        Map.of(
            Kind.ATTRIBUTE, ATTRIBUTES,
            Kind.PARAM, PARAMS,
            Kind.TAG, TAGS,
            Kind.METRIC, metrics),
        List.of(BY_CREATION));
    boolean asksForMetrics =
        filter.conditions().stream().anyMatch(condition -> condition.field().kind() == Kind.METRIC);
    List<Sql> measured =
        datasets.isEmpty() || asksForMetrics ? List.of() : List.of(metrics.measured());
    Scope scope = new Scope(
        List.of(
            Views.experiments("l.experiment_id", experiments),
            Views.isActive("l.active", View.ACTIVE)),
        measured,
        Set.of());
    String about = "logged models " + experiments + " " + datasets;
    return search.page(spec, scope, new Question(about, filter, order, limit, token));
  }
}
