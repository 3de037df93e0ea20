package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.Query;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.api.requests.Upload;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectFiles;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of a run or a logged model, by its id and a path relative to its artifact root. MLflow's web UI uses these endpoints. */
public final class ArtifactRoutes implements MlflowRoutes {
  private static final String OF_MODEL = "/2.0/mlflow/logged-models/{id}/artifacts";
  private static final long MAX_BROWSER_UPLOAD = 10L * 1024 * 1024;

  private final Artifacts artifacts;
  private final DirectFiles directFiles;

  public ArtifactRoutes(Artifacts artifacts, DirectFiles directFiles) {
    this.artifacts = artifacts;
    this.directFiles = directFiles;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/2.0/mlflow/artifacts/list", Permission.READ, this::listOfRun),
        Route.get(OF_MODEL + "/directories", Permission.READ, this::listOfModel));
  }

  @Override
  public List<Route> browserRoutes() {
    return List.of(
        Route.get(OF_MODEL + "/files", Permission.READ, this::getOfModel),
        Route.post("/2.0/mlflow/upload-artifact", Permission.EDIT, this::upload));
  }

  @Override
  public List<Route> rootRoutes() {
    return List.of(Route.get("/get-artifact", Permission.READ, this::getOfRun));
  }

  private void listOfRun(Context ctx) {
    OfRun call = MlflowJson.read(ctx, OfRun.class);
    String path = RequiredFields.orEmpty(call.path());
    Optional<DirectFolder> direct = directFiles.ofRun(Callers.of(ctx), call.run());
    if (direct.isPresent()) {
      DirectResponses.list(ctx, direct.get(), path);
    } else {
      list(ctx, artifacts.rootOfRun(Callers.of(ctx), call.run()), path);
    }
  }

  private void listOfModel(Context ctx) {
    String path =
        RequiredFields.orEmpty(MlflowJson.read(ctx, OfModel.class).artifactDirectoryPath());
    Optional<DirectFolder> direct = directOfModel(ctx);
    if (direct.isPresent()) {
      DirectResponses.list(ctx, direct.get(), path);
    } else {
      list(ctx, rootOfModel(ctx), path);
    }
  }

  private ArtifactPath rootOfModel(Context ctx) {
    return artifacts.rootOfLoggedModel(Callers.of(ctx), ctx.pathParam("id"));
  }

  private Optional<DirectFolder> directOfModel(Context ctx) {
    return directFiles.ofLoggedModel(Callers.of(ctx), ctx.pathParam("id"));
  }

  private void list(Context ctx, ArtifactPath root, String path) {
    ArtifactResponses.list(
        ctx,
        Map.of("root_uri", root.toUri()),
        artifacts,
        root.child(path),
        entry -> entry.path().from(root));
  }

  private void getOfRun(Context ctx) throws IOException {
    OfRun call = MlflowJson.read(ctx, OfRun.class);
    String path = relative(ctx, "path", call.path());
    Optional<DirectFolder> direct = directFiles.ofRun(Callers.of(ctx), call.run());
    if (direct.isPresent()) {
      DirectResponses.send(ctx, direct.get(), path);
    } else {
      ArtifactPath root = artifacts.rootOfRun(Callers.of(ctx), call.run());
      ArtifactResponses.send(ctx, artifacts, root.child(path));
    }
  }

  private void getOfModel(Context ctx) throws IOException {
    String given = MlflowJson.read(ctx, OfModel.class).artifactFilePath();
    String path = relative(ctx, "artifact_file_path", given);
    Optional<DirectFolder> direct = directOfModel(ctx);
    if (direct.isPresent()) {
      DirectResponses.send(ctx, direct.get(), path);
    } else {
      ArtifactResponses.send(ctx, artifacts, rootOfModel(ctx).child(path));
    }
  }

  /** Without a path, an archive contains all files. */
  private static String relative(Context ctx, String field, String path) {
    return ArtifactResponses.isArchive(ctx)
        ? RequiredFields.orEmpty(path)
        : RequiredFields.required(field, path);
  }

  /** The fields are in the query, because the body is the file. */
  private void upload(Context ctx) throws IOException {
    String runId = specified("run_uuid", Query.first(ctx, "run_id"), Query.first(ctx, "run_uuid"));
    String name = specified("path", Query.first(ctx, "path"));
    Caller caller = Callers.of(ctx);
    ArtifactPath path = artifacts.rootOfRun(caller, runId).child(name);
    try (InputStream body = Upload.of(ctx, MAX_BROWSER_UPLOAD)) {
      artifacts.put(caller, path, body, Upload.length(ctx));
    }
    MlflowJson.write(ctx, Map.of());
  }

  /** The first value that is present. MLflow 3.18 also accepts {@code run_id}. */
  @SafeVarargs
  private static String specified(String field, Optional<String>... values) {
    return Stream.of(values)
        .flatMap(Optional::stream)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElseThrow(
            () -> RegistryException.invalid(Subject.REQUEST, Reason.MISSING, field, "", "Request"));
  }

  /** @param runUuid the older name of {@code runId} */
  record OfRun(String runId, String runUuid, String path) {
    String run() {
      if (RequiredFields.orEmpty(runId).isEmpty()
          && RequiredFields.orEmpty(runUuid).isEmpty()) {
        throw RegistryException.missing("run_id");
      }
      return RequiredFields.orEmpty(runId).isEmpty() ? runUuid : runId;
    }
  }

  record OfModel(String artifactDirectoryPath, String artifactFilePath) {}
}
