package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactResponses;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.StoredFile;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersions;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code model-versions/get-artifact}: a single file of a version, for links in web pages. */
public final class VersionFileRoutes implements MlflowRoutes {
  private final ModelVersions versions;
  private final Artifacts artifacts;

  public VersionFileRoutes(ModelVersions versions, Artifacts artifacts) {
    this.versions = versions;
    this.artifacts = artifacts;
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

  record VersionFile(String name, String version, String path) {}

  private void get(Context ctx) throws IOException {
    VersionFile call = MlflowJson.read(ctx, VersionFile.class);
    Caller caller = Callers.of(ctx);
    ModelName name = new ModelName(required("name", call.name));
    int version = RegistryWire.version(name, required("version", call.version));
    String path = required("path", call.path);
    ArtifactPath file = ArtifactPath.ofUri(versions.downloadUri(caller, name, version))
        .orElseThrow(() -> RegistryException.notFound(Subject.ARTIFACT, "path", path))
        .child(path);
    try (StoredFile stored = artifacts.get(caller, file)) {
      ArtifactResponses.send(ctx, stored);
    }
  }
}
