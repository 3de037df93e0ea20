package dev.hallmark.server.tracking.experiments;

import static dev.hallmark.server.storage.search.IndexWalk.ascending;
import static dev.hallmark.server.storage.search.IndexWalk.descending;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.Visibility;
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
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.execution.Question;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.tracking.Views;
import java.util.List;
import java.util.Map;

/** Finds experiments by a filter; returns their ids in order. */
public final class ExperimentSearch {
  private static final String TABLE = "experiment e";
  private static final Columns ATTRIBUTES = new Columns(
      TABLE,
      "e.id",
      Map.of(
          "name",
          Column.text("e.name").probed(Probe.IN_SCOPE),
          "experiment_id",
          Column.text("cast(e.id as varchar)"),
          "creation_time",
          Column.whole("e.created_at"),
          "last_update_time",
          Column.whole("e.updated_at")),
      Map.of("experiment_id", Column.whole("e.id")));
  private static final SearchSpec SPEC = new SearchSpec(
      TABLE,
      "e.id",
      Map.of(
          Kind.ATTRIBUTE,
          ATTRIBUTES,
          Kind.TAG,
          new KeyedTexts("experiment_tag", "experiment_id", "e.id", "tag")),
      List.of(new IndexWalk(
          TABLE,
          "experiment_by_creation",
          ATTRIBUTES,
          descending("creation_time"),
          ascending("experiment_id"))));

  private final Search search;

  public ExperimentSearch(Search search) {
    this.search = search;
  }

  /** @param token empty for the first page */
  public Page<Long> find(
      AuthorizedCaller caller, View view, Filter filter, Order order, int limit, String token) {
    Visibility visible = caller.visible(Resource.Kind.EXPERIMENT);
    String workspace = caller.workspace();
    Scope scope = Scope.of(
            EqualityFilter.to("e.workspace", workspace), Views.isActive("e.active", view))
        .and(visible.tests("e.id"));
    String about = "experiments " + workspace + " " + view;
    return search.page(SPEC, scope, new Question(about, filter, order, limit, token));
  }
}
