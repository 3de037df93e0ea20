package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelTags;
import dev.hallmark.server.registry.tags.TagKey;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** {@code registered-models}: tags. */
public final class ModelTagRoutes implements MlflowRoutes {
  private final ModelTags tags;

  public ModelTagRoutes(ModelTags tags) {
    this.tags = tags;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/2.0/mlflow/registered-models/set-tag", Permission.EDIT, this::set),
        Route.delete("/2.0/mlflow/registered-models/delete-tag", Permission.EDIT, this::delete));
  }

  record SetTag(String name, String key, String value) {}

  private void set(Context ctx) {
    SetTag call = MlflowJson.read(ctx, SetTag.class);
    ModelName name = new ModelName(required("name", call.name));
    tags.set(Callers.of(ctx), name, RegistryWire.newTag(call.key, call.value));
    MlflowJson.write(ctx, Map.of());
  }

  record DeleteTag(String name, String key) {}

  private void delete(Context ctx) {
    DeleteTag call = MlflowJson.read(ctx, DeleteTag.class);
    ModelName name = new ModelName(required("name", call.name));
    tags.delete(Callers.of(ctx), name, new TagKey(required("key", call.key)));
    MlflowJson.write(ctx, Map.of());
  }
}
