package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactResponses;
import dev.hallmark.server.api.mlflow.artifacts.SignedUrls;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.DirectTransfers;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersions;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code model-versions/get-artifact}: a file of a version, or all of them as an archive, for links in web pages. */
public final class VersionFileRoutes implements MlflowRoutes {
  private final ModelVersions versions;
  private final Artifacts artifacts;
  private final DirectTransfers transfers;

  public VersionFileRoutes(ModelVersions versions, Artifacts artifacts, DirectTransfers transfers) {
    this.versions = versions;
    this.artifacts = artifacts;
    this.transfers = transfers;
  }

  /** None: MLflow has this endpoint at the root only. */
  @Override
  public List<Route> routes() {
    return List.of();
  }

  @Override
  public List<Route> rootRoutes() {
    return List.of(Route.get("/model-versions/get-artifact", Permission.READ, this::get));
  }

  /** @param presigned whether to return a URL of the file instead of its bytes. Of MLflow 3.18 */
  record VersionFile(String name, String version, String path, Boolean presigned) {}

  private void get(Context ctx) throws IOException {
    VersionFile call = MlflowJson.read(ctx, VersionFile.class);
    ModelName name = new ModelName(required("name", call.name));
    int version = RegistryWire.version(name, required("version", call.version));
    boolean archive = ArtifactResponses.isArchive(ctx);
    String path = archive ? orEmpty(call.path) : required("path", call.path);
    ArtifactPath file = ArtifactPath.ofUri(versions.downloadUri(Callers.of(ctx), name, version))
        .orElseThrow(() -> RegistryException.notFound(Subject.ARTIFACT, "path", path))
        .child(path);
    if (archive) {
      String whole = name.value() + "-" + version;
      ArtifactResponses.sendArchive(ctx, artifacts, file, path.isEmpty() ? whole : file.name());
    } else if (orElse(call.presigned, false)) {
      MlflowJson.write(ctx, SignedUrls.download(ctx, transfers, file));
    } else {
      ArtifactResponses.send(ctx, artifacts, file);
    }
  }
}
