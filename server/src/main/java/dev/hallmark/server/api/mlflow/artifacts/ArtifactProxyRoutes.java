package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.errors.MlflowErrors.ErrorBody;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.api.requests.Upload;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.StoredFile;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The artifact proxy for {@code mlflow-artifacts:/…}: upload, download, list and delete by a path relative to the root of the store. */
public final class ArtifactProxyRoutes implements MlflowRoutes {
  /**
   * MLflow's Python client (3.17, {@code http_artifact_repo}) matches the beginning of this message and then uploads the file in one
   * request.
   */
  private static final String NO_MULTIPART =
      "Multipart upload is not supported for the current artifact repository";

  private static final String NO_PRESIGNED =
      "Presigned download is not supported for the current artifact repository";

  private static final String PROXY = "/2.0/mlflow-artifacts";
  private static final String FILES = PROXY + "/artifacts/";

  private final Artifacts artifacts;

  public ArtifactProxyRoutes(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(List.of(
        Route.put(FILES + "<path>", Permission.EDIT, ctx -> put(ctx, path(ctx))),
        Route.get(FILES + "<path>", Permission.READ, ctx -> get(ctx, folder(ctx))),
        Route.delete(FILES + "<path>", Permission.DELETE, ctx -> delete(ctx, folder(ctx))),
        Route.get(PROXY + "/artifacts", Permission.READ, this::list),
        Route.get(PROXY + "/presigned/<path>", Permission.READ, notImplemented(NO_PRESIGNED))));
    for (String step : List.of("create", "complete", "abort")) {
      routes.add(Route.post(
          PROXY + "/mpu/" + step + "/<path>", Permission.EDIT, notImplemented(NO_MULTIPART)));
    }
    return routes;
  }

  private static String path(Context ctx) {
    return RawPath.after(ctx, MlflowProtocol.base(ctx) + FILES);
  }

  /** The Python client deletes a folder with a trailing slash. */
  private static ArtifactPath folder(Context ctx) {
    String path = path(ctx);
    return ArtifactPath.of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private void put(Context ctx, String path) throws IOException {
    if (path.endsWith("/")) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISSING, "path", path);
    }
    try (InputStream body = Upload.of(ctx, Long.MAX_VALUE)) {
      artifacts.put(Callers.of(ctx), ArtifactPath.of(path), body, Upload.length(ctx));
    }
    MlflowJson.write(ctx, Map.of());
  }

  private void get(Context ctx, ArtifactPath path) throws IOException {
    try (StoredFile file = artifacts.get(Callers.of(ctx), path)) {
      ArtifactResponses.send(ctx, file);
    }
  }

  private void list(Context ctx) {
    String path = RequiredFields.orEmpty(MlflowJson.read(ctx, ListFiles.class).path());
    ArtifactPath folder =
        ArtifactPath.of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    ArtifactResponses.list(ctx, Map.of(), artifacts, folder, Entry::name);
  }

  private void delete(Context ctx, ArtifactPath path) {
    artifacts.delete(Callers.of(ctx), path);
    MlflowJson.write(ctx, Map.of());
  }

  private static Handler notImplemented(String message) {
    return ctx -> {
      ctx.status(501);
      MlflowJson.write(ctx, new ErrorBody("NOT_IMPLEMENTED", message));
    };
  }

  record ListFiles(String path) {}
}
