package dev.hallmark.server.registry.versions;

import static dev.hallmark.server.storage.search.IndexWalk.ascending;
import static dev.hallmark.server.storage.search.IndexWalk.descending;

import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Field;
import dev.hallmark.server.filter.Field.Kind;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.PromptScope;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.storage.search.Column;
import dev.hallmark.server.storage.search.Column.Probe;
import dev.hallmark.server.storage.search.Columns;
import dev.hallmark.server.storage.search.EqualityFilter;
import dev.hallmark.server.storage.search.IndexWalk;
import dev.hallmark.server.storage.search.KeyedTexts;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.Values;
import dev.hallmark.server.storage.search.execution.Question;
import dev.hallmark.server.storage.search.execution.Search;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Finds model versions, or versions of prompts, by a filter; returns their internal ids in order. */
public final class VersionSearch {
  /** If a condition on the name matches at most this many models, the search reads their versions model by model. */
  private static final int FEW_MODELS = 100;

  private static final Field NAME = Field.attribute("name");
  private static final Field UPDATE = Field.attribute("last_updated_timestamp");
  private static final String TABLE = "model_version v";
  private static final String MODEL = " FROM registered_model m WHERE m.id = v.model_id)";
  private static final Columns ATTRIBUTES = attributes("v.updated_at");
  private static final Map<Kind, Values> VALUES = values(ATTRIBUTES);
  private static final SearchSpec OF_WORKSPACE = new SearchSpec(
      TABLE,
      "v.id",
      VALUES,
      List.of(new IndexWalk(
          TABLE, "model_version_by_update", ATTRIBUTES, descending("last_updated_timestamp"))));
  private static final SearchSpec OF_MODELS = ofModels(Set.of());
  private static final SearchSpec OF_ONE_MODEL = ofModels(Set.of(NAME));

  /** While a job writes the time of a model's last update into its versions, the later of the two times counts. No index has that order. */
  private static final SearchSpec WHILE_UPDATED = new SearchSpec(
      TABLE,
      "v.id",
      values(attributes("greatest(v.updated_at, (SELECT m.versions_updated_at" + MODEL + ")")),
      List.of());

  private static Columns attributes(String updatedAt) {
    return new Columns(
        TABLE,
        "v.id",
        Map.of(
            "name",
            Column.text("(SELECT m.name" + MODEL).foldedIn("(SELECT m.name_folded" + MODEL),
            "run_id",
            Column.text("v.run_id").probed(Probe.ALONE),
            "source_path",
            Column.text("v.source").prefixIn("v.source_prefix").probed(Probe.ALONE),
            "version_number",
            Column.whole("v.version"),
            "creation_timestamp",
            Column.whole("v.created_at"),
            "last_updated_timestamp",
            Column.whole(updatedAt)),
        Map.of());
  }

  private static Map<Kind, Values> values(Columns attributes) {
    return Map.of(
        Kind.ATTRIBUTE,
        attributes,
        Kind.TAG,
        new KeyedTexts("version_tag", "version_id", "v.id", "tag"));
  }

  private static SearchSpec ofModels(Set<Field> fixed) {
    return new SearchSpec(
        TABLE,
        "v.id",
        VALUES,
        List.of(
            new IndexWalk(
                TABLE,
                "model_version_by_model_update",
                ATTRIBUTES,
                fixed,
                descending("last_updated_timestamp"),
                descending("version_number")),
            new IndexWalk(
                TABLE, "model_version_by_number", ATTRIBUTES, fixed, ascending("version_number"))));
  }

  private final Search search;
  private final BooleanSupplier areUpdatesPending;

  /** @param areUpdatesPending whether a job is writing the time of a model's last update into its versions */
  public VersionSearch(Search search, BooleanSupplier areUpdatesPending) {
    this.search = search;
    this.areUpdatesPending = areUpdatesPending;
  }

  /**
   * @param visible restricts the models
   * @param token empty for the first page
   */
  public Page<Long> find(
      String workspace, Visibility visible, Filter filter, Order order, int limit, String token) {
    boolean prompts = filter.prompts() == PromptScope.PROMPTS;
    Question question = new Question("versions " + workspace, filter, order, limit, token);
    List<Sql> tests = visible.tests("v.model_id");
    Optional<Scope> models = models(workspace, filter);
    Scope scope = models.orElseGet(() -> Scope.of(
        EqualityFilter.to("v.workspace", workspace), EqualityFilter.to("v.is_prompt", prompts)));
    return search.page(spec(order, models), scope.and(tests), question);
  }

  private SearchSpec spec(Order order, Optional<Scope> models) {
    if (order.keys().stream().anyMatch(key -> key.field().equals(UPDATE))
        && areUpdatesPending.getAsBoolean()) {
      return WHILE_UPDATED;
    }
    return models
        .map(scope -> scope.values("v.model_id").size() == 1 ? OF_ONE_MODEL : OF_MODELS)
        .orElse(OF_WORKSPACE);
  }

  /** The versions of the models that a condition on the name matches, if these are few and found by an index. */
  private Optional<Scope> models(String workspace, Filter filter) {
    Scope named = Scope.of(EqualityFilter.to("m.workspace", workspace));
    Sql prompts =
        Sql.of("v.is_prompt").hidden().then(" = ?", filter.prompts() == PromptScope.PROMPTS);
    for (Condition condition : filter.conditions()) {
      if (condition.field().equals(NAME)) {
        Optional<List<Long>> models =
            search.ids(ModelSearch.SPEC, named, condition, FEW_MODELS + 1);
        if (models.isPresent() && models.get().size() <= FEW_MODELS) {
          EqualityFilter ofModels = new EqualityFilter("v.model_id", List.copyOf(models.get()));
          return Optional.of(new Scope(List.of(ofModels), List.of(prompts), Set.of(condition)));
        }
      }
    }
    return Optional.empty();
  }
}
