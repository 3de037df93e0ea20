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
import dev.hallmark.server.api.mlflow.registry.RegistryWire.TagJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionResponse;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.NewVersion;
import io.javalin.http.Context;
import java.util.List;

/** {@code model-versions}, except for tags and stages. */
public final class VersionRoutes implements MlflowRoutes {
  private static final int MAX_RESULTS = 200_000; // also the default

  private final ModelVersions versions;

  private final ListedVersions listed;

  private final PublicUrl address;

  private final IdempotentCalls calls;

  public VersionRoutes(
      ModelVersions versions, ListedVersions listed, PublicUrl address, IdempotentCalls calls) {
    this.versions = versions;
    this.listed = listed;
    this.address = address;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    String path = "/2.0/mlflow/model-versions";
    return List.of(
        Route.post(path + "/create", Permission.REGISTER, this::create),
        Route.get(path + "/get", Permission.READ, this::get),
        Route.patch(path + "/update", Permission.EDIT, this::update),
        Route.delete(path + "/delete", Permission.DELETE, this::delete),
        Route.get(path + "/search", Permission.READ, this::search),
        Route.get(path + "/get-download-uri", Permission.READ, this::downloadUri));
  }

  record CreateVersion(
      String name,
      String source,
      String runId,
      List<TagJson> tags,
      String runLink,
      String description,
      String modelId) {
    NewVersion toNew(PublicUrl address) {
      return new NewVersion(
          address.inward(required("source", source)),
          orEmpty(runId),
          orEmpty(modelId),
          orEmpty(runLink),
          new Description(orEmpty(description)),
          RegistryWire.newTags(tags));
    }
  }

  private void create(Context ctx) {
    CreateVersion call = MlflowJson.read(ctx, CreateVersion.class);
    ModelName name = new ModelName(required("name", call.name));
    NewVersion wanted = call.toNew(address);
    calls.create(
        ctx,
        call,
        ModelVersion.class,
        (caller, once) -> versions.create(caller, once, name, wanted),
        VersionResponse::of);
  }

  record NumberedVersion(String name, String version) {
    ModelName toName() {
      return new ModelName(required("name", name));
    }

    int toNumber() {
      return RegistryWire.version(toName(), required("version", version));
    }
  }

  private void get(Context ctx) {
    NumberedVersion call = MlflowJson.read(ctx, NumberedVersion.class);
    ModelVersion version = versions.get(Callers.of(ctx), call.toName(), call.toNumber());
    MlflowJson.write(ctx, VersionResponse.of(version));
  }

  record UpdateVersion(String name, String version, String description) {}

  /** A missing description clears the current one, unlike what PATCH suggests. */
  private void update(Context ctx) {
    UpdateVersion call = MlflowJson.read(ctx, UpdateVersion.class);
    ModelName name = new ModelName(required("name", call.name));
    ModelVersion described = versions.describe(
        Callers.of(ctx),
        name,
        RegistryWire.version(name, required("version", call.version)),
        new Description(orEmpty(call.description)));
    MlflowJson.write(ctx, VersionResponse.of(described));
  }

  private void delete(Context ctx) {
    NumberedVersion call = MlflowJson.read(ctx, NumberedVersion.class);
    ModelName name = call.toName();
    int number = call.toNumber();
    calls.change(ctx, call, (caller, once) -> versions.delete(caller, once, name, number));
  }

  record SearchVersions(String filter, Long maxResults, List<String> orderBy, String pageToken) {}

  private void search(Context ctx) {
    SearchVersions call = MlflowJson.read(ctx, SearchVersions.class);
    long limit = orElse(call.maxResults, (long) MAX_RESULTS);
    if (limit < 1 || limit > MAX_RESULTS) {
      throw RegistryException.invalid(
          Subject.MODEL_VERSION, Reason.OUT_OF_RANGE, "max_results", limit, MAX_RESULTS);
    }
    Rows<ModelVersion> found = versions.search(
        Callers.of(ctx),
        Grammar.MODEL_VERSIONS.filter(orEmpty(call.filter)),
        Grammar.MODEL_VERSIONS.order(orEmpty(call.orderBy)),
        (int) limit,
        orEmpty(call.pageToken));
    ListResponse.write(ctx, "model_versions", found, listed::version);
  }

  record DownloadUri(String artifactUri) {}

  /** Unlike in other calls, a missing version gets the message for one that is not an integer. */
  private void downloadUri(Context ctx) {
    NumberedVersion call = MlflowJson.read(ctx, NumberedVersion.class);
    ModelName name = new ModelName(orEmpty(call.name));
    int version = RegistryWire.version(name, call.version);
    String uri = versions.downloadUri(Callers.of(ctx), name, version);
    MlflowJson.write(ctx, new DownloadUri(address.outward(uri)));
  }
}
