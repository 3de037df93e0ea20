package dev.hallmark.server.registry.models;

import static dev.hallmark.server.storage.search.IndexWalk.ascending;
import static dev.hallmark.server.storage.search.IndexWalk.descending;

import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.PromptScope;
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
import java.util.List;
import java.util.Map;

/** Finds registered models, or prompts, by a filter; returns their internal ids in order. */
public final class ModelSearch {
  private static final String TABLE = "registered_model m";
  private static final Columns ATTRIBUTES = new Columns(
      TABLE,
      "m.id",
      Map.of(
          "name",
          Column.text("m.name").foldedIn("m.name_folded").probed(Probe.IN_SCOPE).foundBySubstring(),
          "last_updated_timestamp",
          Column.whole("m.updated_at")),
      Map.of());
  public static final SearchSpec SPEC = new SearchSpec(
      TABLE,
      "m.id",
      Map.of(
          Kind.ATTRIBUTE,
          ATTRIBUTES,
          Kind.TAG,
          new KeyedTexts("model_tag", "model_id", "m.id", "tag").summarizedIn("m.tag_bits")),
      List.of(
          new IndexWalk(TABLE, "registered_model_by_name", ATTRIBUTES, ascending("name")),
          new IndexWalk(
              TABLE,
              "registered_model_by_update",
              ATTRIBUTES,
              descending("last_updated_timestamp"),
              ascending("name"))));

  private final Search search;

  public ModelSearch(Search search) {
    this.search = search;
  }

  /**
   * @param visible restricts the models
   * @param token empty for the first page
   */
  public Page<Long> find(
      String workspace, Visibility visible, Filter filter, Order order, int limit, String token) {
    boolean prompts = filter.prompts() == PromptScope.PROMPTS;
    Scope scope = Scope.of(
            EqualityFilter.to("m.workspace", workspace), EqualityFilter.to("m.is_prompt", prompts))
        .and(visible.tests("m.id"));
    String about = "models " + workspace;
    return search.page(SPEC, scope, new Question(about, filter, order, limit, token));
  }
}
