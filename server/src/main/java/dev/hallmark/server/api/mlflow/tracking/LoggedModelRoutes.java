package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.json.WireEnum;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.LoggedModelLabels;
import dev.hallmark.server.tracking.models.LoggedModelLog;
import dev.hallmark.server.tracking.models.LoggedModelName;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.models.LoggedModels;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** {@code logged-models}, except for search. */
public final class LoggedModelRoutes implements MlflowRoutes {
  private final LoggedModels models;
  private final LoggedModelLog log;
  private final IdempotentCalls calls;

  public LoggedModelRoutes(LoggedModels models, LoggedModelLog log, IdempotentCalls calls) {
    this.models = models;
    this.log = log;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    String all = "/2.0/mlflow/logged-models";
    String one = all + "/{model_id}";
    return List.of(
        Route.post(all, Permission.REGISTER, this::create),
        Route.get(one, Permission.READ, this::get),
        Route.patch(one, Permission.REGISTER, this::setStatus),
        Route.delete(one, Permission.DELETE, this::delete),
        Route.patch(one + "/tags", Permission.REGISTER, this::setTags),
        Route.delete(one + "/tags/{key}", Permission.REGISTER, this::deleteTag),
        Route.post(one + "/params", Permission.REGISTER, this::addParams));
  }

  record Response(WireLoggedModel model) {
    static Response of(LoggedModel model) {
      return new Response(WireLoggedModel.of(model));
    }
  }

  record Create(
      String experimentId,
      String name,
      String modelType,
      String sourceRunId,
      List<WireTag> params,
      List<WireTag> tags) {
    LoggedModels.Draft draft() {
      return new LoggedModels.Draft(
          orEmpty(name).isEmpty()
              ? LoggedModelName.generated(ThreadLocalRandom.current())
              : new LoggedModelName(name),
          new LoggedModelLabels(orEmpty(modelType), orEmpty(sourceRunId)),
          orEmpty(params).stream().map(WireTag::toParam).toList(),
          tagsOf(tags));
    }
  }

  private static List<KeyValue> tagsOf(List<WireTag> tags) {
    return orEmpty(tags).stream()
        .map(tag -> tag.toTag(Subject.LOGGED_MODEL_TAG))
        .toList();
  }

  private void create(Context ctx) {
    Create call = MlflowJson.read(ctx, Create.class);
    ExperimentId experiment = ExperimentId.of(required("experiment_id", call.experimentId));
    LoggedModels.Draft draft = call.draft();
    calls.create(
        ctx,
        call,
        LoggedModel.class,
        (caller, once) -> models.create(caller, once, experiment, draft),
        Response::of);
  }

  record Get(Boolean allowDeleted) {}

  private void get(Context ctx) {
    boolean orDeleted = orElse(MlflowJson.read(ctx, Get.class).allowDeleted, false);
    LoggedModel model = models.get(Callers.of(ctx), modelId(ctx), orDeleted);
    MlflowJson.write(ctx, Response.of(model));
  }

  /** Clients send the id both in the path and in the body. */
  record SetStatus(String modelId, WireEnum status) {}

  private void setStatus(Context ctx) {
    SetStatus call = MlflowJson.read(ctx, SetStatus.class);
    String inBody = required("model_id", call.modelId);
    LoggedModelStatus status = WireEnum.modelStatus("status", call.status);
    LoggedModel model = models.setStatus(Callers.of(ctx), modelId(ctx, inBody), status);
    MlflowJson.write(ctx, Response.of(model));
  }

  private void delete(Context ctx) {
    models.delete(Callers.of(ctx), modelId(ctx));
    MlflowJson.write(ctx, Map.of());
  }

  record SetTags(String modelId, List<WireTag> tags) {}

  private void setTags(Context ctx) {
    SetTags call = MlflowJson.read(ctx, SetTags.class);
    List<KeyValue> tags = tagsOf(call.tags);
    log.setTags(Callers.of(ctx), modelId(ctx, orEmpty(call.modelId)), tags);
    MlflowJson.write(ctx, Map.of());
  }

  private void deleteTag(Context ctx) {
    log.deleteTag(Callers.of(ctx), modelId(ctx), ctx.pathParam("key"));
    MlflowJson.write(ctx, Map.of());
  }

  record AddParams(String modelId, List<WireTag> params) {}

  private void addParams(Context ctx) {
    AddParams call = MlflowJson.read(ctx, AddParams.class);
    String inBody = required("model_id", call.modelId);
    List<KeyValue> params = orEmpty(call.params).stream().map(WireTag::toParam).toList();
    log.addParams(Callers.of(ctx), modelId(ctx, inBody), params);
    MlflowJson.write(ctx, Map.of());
  }

  /** @param inBody the id in the body; empty if missing */
  private static String modelId(Context ctx, String inBody) {
    String modelId = modelId(ctx);
    if (!inBody.isEmpty() && !inBody.equals(modelId)) {
      throw RegistryException.invalid(
          Subject.LOGGED_MODEL, Reason.MISMATCH, "model_id", inBody, modelId);
    }
    return modelId;
  }

  private static String modelId(Context ctx) {
    return ctx.pathParam("model_id");
  }
}
