package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionResponse;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.Aliases;
import dev.hallmark.server.registry.versions.ModelVersion;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code registered-models/alias}. */
public final class AliasRoutes implements MlflowRoutes {
  private final Aliases aliases;

  public AliasRoutes(Aliases aliases) {
    this.aliases = aliases;
  }

  @Override
  public List<Route> routes() {
    String path = "/2.0/mlflow/registered-models/alias";
    return List.of(
        Route.post(path, Permission.EDIT, this::set),
        Route.delete(path, Permission.EDIT, this::delete),
        Route.get(path, Permission.READ, this::get));
  }

  record SetAlias(String name, String alias, String version) {}

  private void set(Context ctx) {
    SetAlias call = MlflowJson.read(ctx, SetAlias.class);
    ModelName name = new ModelName(required("name", call.name));
    AliasName alias = new AliasName(required("alias", call.alias));
    int version = RegistryWire.version(name, required("version", call.version));
    aliases.set(Callers.of(ctx), name, alias, version);
    MlflowJson.write(ctx, Map.of());
  }

  record NamedAlias(String name, String alias) {}

  private void delete(Context ctx) {
    NamedAlias call = MlflowJson.read(ctx, NamedAlias.class);
    ModelName name = new ModelName(required("name", call.name));
    aliases.delete(Callers.of(ctx), name, new AliasName(required("alias", call.alias)));
    MlflowJson.write(ctx, Map.of());
  }

  private void get(Context ctx) {
    NamedAlias call = MlflowJson.read(ctx, NamedAlias.class);
    ModelName name = new ModelName(required("name", call.name));
    AliasName alias = new AliasName(required("alias", call.alias));
    ModelVersion version = aliases
        .find(Callers.of(ctx), name, alias)
        .orElseThrow(() -> RegistryException.notFound(Subject.ALIAS, "alias", alias.value()));
    MlflowJson.write(ctx, VersionResponse.of(version));
  }
}
