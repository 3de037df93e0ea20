package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.ModelResponse;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.TagJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.registry.RegisteredModel;
import dev.hallmark.server.registry.RegisteredModels;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.tags.NewTag;
import io.javalin.http.Context;
import java.util.List;

/** {@code registered-models}, except for tags, aliases and stages. */
public final class ModelRoutes implements MlflowRoutes {
  private static final int DEFAULT_RESULTS = 100;
  private static final int MAX_RESULTS = 1000;

  private final RegisteredModels models;
  private final ListedVersions listed;
  private final IdempotentCalls calls;

  public ModelRoutes(RegisteredModels models, ListedVersions listed, IdempotentCalls calls) {
    this.models = models;
    this.listed = listed;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    String path = "/2.0/mlflow/registered-models";
    return List.of(
        Route.post(path + "/create", Permission.REGISTER, this::create),
        Route.get(path + "/get", Permission.READ, this::get),
        Route.post(path + "/rename", Permission.EDIT, this::rename),
        Route.patch(path + "/update", Permission.EDIT, this::update),
        Route.delete(path + "/delete", Permission.DELETE, this::delete),
        Route.get(path + "/search", Permission.READ, this::search));
  }

  private ModelResponse response(RegisteredModel model) {
    return new ModelResponse(listed.model(model));
  }

  /** @param deploymentJobId a field of Databricks; ignored, as by MLflow's own server */
  record CreateModel(String name, List<TagJson> tags, String description, String deploymentJobId) {}

  private void create(Context ctx) {
    CreateModel call = MlflowJson.read(ctx, CreateModel.class);
    ModelName name = new ModelName(required("name", call.name));
    Description description = new Description(orEmpty(call.description));
    List<NewTag> tags = RegistryWire.newTags(call.tags);
    calls.create(
        ctx,
        call,
        RegisteredModel.class,
        (caller, once) -> models.create(caller, once, name, description, tags),
        this::response);
  }

  record NamedModel(String name) {
    ModelName toName() {
      return new ModelName(required("name", name));
    }
  }

  private void get(Context ctx) {
    ModelName name = MlflowJson.read(ctx, NamedModel.class).toName();
    MlflowJson.write(ctx, response(models.get(Callers.of(ctx), name)));
  }

  record RenameModel(String name, String newName) {}

  private void rename(Context ctx) {
    RenameModel call = MlflowJson.read(ctx, RenameModel.class);
    ModelName name = new ModelName(required("name", call.name));
    ModelName to = newName(required("new_name", call.newName));
    calls.create(
        ctx,
        call,
        RegisteredModel.class,
        (caller, once) -> models.rename(caller, once, name, to),
        this::response);
  }

  private static ModelName newName(String text) {
    if (text.isBlank()) {
      throw RegistryException.invalid(Subject.REGISTERED_MODEL, Reason.MISSING, "new_name", text);
    }
    return new ModelName(text);
  }

  /** @param deploymentJobId as in {@link CreateModel} */
  record UpdateModel(String name, String description, String deploymentJobId) {}

  /** A missing description clears the current one, unlike what PATCH suggests. */
  private void update(Context ctx) {
    UpdateModel call = MlflowJson.read(ctx, UpdateModel.class);
    RegisteredModel described = models.describe(
        Callers.of(ctx),
        new ModelName(required("name", call.name)),
        new Description(orEmpty(call.description)));
    MlflowJson.write(ctx, response(described));
  }

  private void delete(Context ctx) {
    NamedModel call = MlflowJson.read(ctx, NamedModel.class);
    ModelName name = call.toName();
    calls.change(ctx, call, (caller, once) -> models.delete(caller, once, name));
  }

  record SearchModels(String filter, Long maxResults, List<String> orderBy, String pageToken) {}

  private void search(Context ctx) {
    SearchModels call = MlflowJson.read(ctx, SearchModels.class);
    long limit = orElse(call.maxResults, (long) DEFAULT_RESULTS);
    if (limit < 1 || limit > MAX_RESULTS) {
      throw RegistryException.invalid(
          Subject.REGISTERED_MODEL, Reason.OUT_OF_RANGE, "max_results", limit, MAX_RESULTS);
    }
    Rows<RegisteredModel> found = models.search(
        Callers.of(ctx),
        Grammar.REGISTERED_MODELS.filter(orEmpty(call.filter)),
        Grammar.REGISTERED_MODELS.order(orEmpty(call.orderBy)),
        (int) limit,
        orEmpty(call.pageToken));
    ListResponse.write(ctx, "registered_models", found, listed::model);
  }
}
