package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionResponse;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionsResponse;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.registry.versions.Stages;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code transition-stage} and {@code get-latest-versions}. */
public final class StageRoutes implements MlflowRoutes {
  private final Stages stages;

  public StageRoutes(Stages stages) {
    this.stages = stages;
  }

  @Override
  public List<Route> routes() {
    String latest = "/2.0/mlflow/registered-models/get-latest-versions";
    return List.of(
        Route.post(
            "/2.0/mlflow/model-versions/transition-stage", Permission.EDIT, this::transition),
        Route.post(latest, Permission.READ, this::latest), // called by the Python client
        Route.get(latest, Permission.READ, this::latest)); // called by the Java client
  }

  record Transition(String name, String version, String stage, Boolean archiveExistingVersions) {}

  private void transition(Context ctx) {
    Transition call = MlflowJson.read(ctx, Transition.class);
    ModelName name = new ModelName(required("name", call.name));
    ModelVersion moved = stages.transition(
        Callers.of(ctx),
        name,
        RegistryWire.version(name, required("version", call.version)),
        Stage.of(required("stage", call.stage)),
        orElse(call.archiveExistingVersions, false));
    MlflowJson.write(ctx, VersionResponse.of(moved));
  }

  record Latest(String name, List<String> stages) {}

  private void latest(Context ctx) {
    Latest call = MlflowJson.read(ctx, Latest.class);
    ModelName name = new ModelName(required("name", call.name));
    List<ModelVersion> versions = stages.latest(Callers.of(ctx), name, wanted(call.stages));
    MlflowJson.write(ctx, new VersionsResponse(VersionJson.of(versions), null));
  }

  /** No names mean all stages. */
  private static Set<Stage> wanted(List<String> names) {
    Set<Stage> wanted = EnumSet.noneOf(Stage.class);
    orEmpty(names).forEach(name -> wanted.add(Stage.of(name)));
    return wanted.isEmpty() ? EnumSet.allOf(Stage.class) : wanted;
  }
}
