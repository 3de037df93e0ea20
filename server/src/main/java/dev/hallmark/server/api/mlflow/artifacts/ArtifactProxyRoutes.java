package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.api.requests.Upload;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The artifact proxy for {@code mlflow-artifacts:/…}: upload, download, list and delete by a path relative to the root of the store. */
public final class ArtifactProxyRoutes implements MlflowRoutes {
  private static final String PROXY = "/2.0/mlflow-artifacts";
  private static final String FILES = PROXY + "/artifacts/";

  private final Artifacts artifacts;
  private final boolean presignedOnly;

  /** @param presignedOnly whether files are transferred with presigned URLs only, as in MLflow 3.18's mode of this name */
  public ArtifactProxyRoutes(Artifacts artifacts, boolean presignedOnly) {
    this.artifacts = artifacts;
    this.presignedOnly = presignedOnly;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put(FILES + "<path>", Permission.EDIT, ctx -> put(ctx, path(ctx))),
        Route.get(FILES + "<path>", Permission.READ, ctx -> get(ctx, folder(ctx))),
        Route.delete(FILES + "<path>", Permission.DELETE, ctx -> delete(ctx, folder(ctx))),
        Route.get(PROXY + "/artifacts", Permission.READ, this::list));
  }

  private static String path(Context ctx) {
    return RawPath.after(ctx, MlflowProtocol.base(ctx) + FILES);
  }

  /** The Python client deletes a folder with a trailing slash. */
  private static ArtifactPath folder(Context ctx) {
    return ArtifactPath.ofFolder(path(ctx));
  }

  private void put(Context ctx, String path) throws IOException {
    if (path.endsWith("/")) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISSING, "path", path);
    }
    ArtifactPath file = ArtifactPath.of(path);
    requireProxy(file, "upload");
    try (InputStream body = Upload.of(ctx, Long.MAX_VALUE)) {
      artifacts.put(Callers.of(ctx), file, body, Upload.length(ctx));
    }
    MlflowJson.write(ctx, Map.of());
  }

  private void get(Context ctx, ArtifactPath path) throws IOException {
    requireProxy(path, "download");
    ArtifactResponses.send(ctx, artifacts, path);
  }

  /** Throws CONFLICT in the mode with presigned URLs only. Paths that only the server writes are refused in their own way. */
  private void requireProxy(ArtifactPath path, String direction) {
    if (presignedOnly && !path.isReserved()) {
      throw RegistryException.conflict(Subject.ARTIFACT, Reason.DISABLED, direction, path);
    }
  }

  private void list(Context ctx) {
    String path = RequiredFields.orEmpty(MlflowJson.read(ctx, ListFiles.class).path());
    ArtifactPath folder = ArtifactPath.ofFolder(path);
    ArtifactResponses.list(ctx, Map.of(), artifacts, folder, Entry::name);
  }

  private void delete(Context ctx, ArtifactPath path) {
    artifacts.delete(Callers.of(ctx), path);
    MlflowJson.write(ctx, Map.of());
  }

  record ListFiles(String path) {}
}
