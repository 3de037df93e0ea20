package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.PageSize;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.json.WireEnum;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.tracking.experiments.Experiment;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.experiments.ExperimentName;
import dev.hallmark.server.tracking.experiments.ExperimentTag;
import dev.hallmark.server.tracking.experiments.ExperimentTags;
import dev.hallmark.server.tracking.experiments.Experiments;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code experiments/…} */
public final class ExperimentRoutes implements MlflowRoutes {
  private static final int MAX_RESULTS = 50_000;

  private final Experiments experiments;
  private final ExperimentTags tags;
  private final IdempotentCalls calls;

  public ExperimentRoutes(Experiments experiments, ExperimentTags tags, IdempotentCalls calls) {
    this.experiments = experiments;
    this.tags = tags;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    String prefix = "/2.0/mlflow/experiments/";
    return List.of(
        Route.post(prefix + "create", Permission.REGISTER, this::create),
        Route.get(prefix + "search", Permission.READ, this::search),
        Route.post(prefix + "search", Permission.READ, this::search),
        Route.get(prefix + "get", Permission.READ, this::get),
        Route.get(prefix + "get-by-name", Permission.READ, this::getByName),
        Route.post(prefix + "delete", Permission.DELETE, this::delete),
        Route.post(prefix + "restore", Permission.DELETE, this::restore),
        Route.post(prefix + "update", Permission.EDIT, this::update),
        Route.post(prefix + "set-experiment-tag", Permission.EDIT, this::setTag),
        Route.post(prefix + "delete-experiment-tag", Permission.EDIT, this::deleteTag));
  }

  record Create(String name, String artifactLocation, List<WireTag> tags) {}

  private void create(Context ctx) {
    Create call = MlflowJson.read(ctx, Create.class);
    ExperimentName name = new ExperimentName(required("name", call.name));
    List<ExperimentTag> given = orEmpty(call.tags).stream()
        .map(tag -> new ExperimentTag(required("key", tag.key()), orEmpty(tag.value())))
        .toList();
    calls.create(
        ctx,
        call,
        ExperimentId.class,
        (caller, once) ->
            experiments.create(caller, once, name, orEmpty(call.artifactLocation), given),
        id -> Map.of("experiment_id", id.toString()));
  }

  record SearchCall(
      Long maxResults, String pageToken, String filter, List<String> orderBy, WireEnum viewType) {}

  private void search(Context ctx) {
    SearchCall call = MlflowJson.read(ctx, SearchCall.class);
    Rows<Experiment> found = experiments.search(
        Callers.of(ctx),
        WireEnum.view("view_type", call.viewType),
        Grammar.EXPERIMENTS.filter(orEmpty(call.filter)),
        Grammar.EXPERIMENTS.order(orEmpty(call.orderBy)),
        PageSize.of(Subject.EXPERIMENT, call.maxResults, 0, MAX_RESULTS),
        orEmpty(call.pageToken));
    ListResponse.write(ctx, "experiments", found, WireExperiment::of);
  }

  record Response(WireExperiment experiment) {}

  record ById(String experimentId) {
    ExperimentId id() {
      return ExperimentId.of(required("experiment_id", experimentId));
    }
  }

  private void get(Context ctx) {
    ExperimentId id = MlflowJson.read(ctx, ById.class).id();
    respond(ctx, experiments.get(Callers.of(ctx), id));
  }

  record ByName(String experimentName) {}

  private void getByName(Context ctx) {
    ByName call = MlflowJson.read(ctx, ByName.class);
    String name = required("experiment_name", call.experimentName);
    respond(ctx, experiments.getByName(Callers.of(ctx), name));
  }

  private static void respond(Context ctx, Experiment experiment) {
    MlflowJson.write(ctx, new Response(WireExperiment.of(experiment)));
  }

  private void delete(Context ctx) {
    experiments.delete(Callers.of(ctx), MlflowJson.read(ctx, ById.class).id());
    MlflowJson.write(ctx, Map.of());
  }

  private void restore(Context ctx) {
    experiments.restore(Callers.of(ctx), MlflowJson.read(ctx, ById.class).id());
    MlflowJson.write(ctx, Map.of());
  }

  record Update(String experimentId, String newName) {}

  private void update(Context ctx) {
    Update call = MlflowJson.read(ctx, Update.class);
    ExperimentId id = new ById(call.experimentId).id();
    ExperimentName name = new ExperimentName(required("new_name", call.newName));
    experiments.rename(Callers.of(ctx), id, name);
    MlflowJson.write(ctx, Map.of());
  }

  record SetTag(String experimentId, String key, String value) {}

  private void setTag(Context ctx) {
    SetTag call = MlflowJson.read(ctx, SetTag.class);
    ExperimentId id = new ById(call.experimentId).id();
    ExperimentTag tag = new ExperimentTag(required("key", call.key), orEmpty(call.value));
    tags.set(Callers.of(ctx), id, tag);
    MlflowJson.write(ctx, Map.of());
  }

  record DeleteTag(String experimentId, String key) {}

  private void deleteTag(Context ctx) {
    DeleteTag call = MlflowJson.read(ctx, DeleteTag.class);
    ExperimentId id = new ById(call.experimentId).id();
    tags.delete(Callers.of(ctx), id, required("key", call.key));
    MlflowJson.write(ctx, Map.of());
  }
}
