package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.seals.VersionSeals;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.NewVersion;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions of registered models. */
final class VersionResource implements V1Routes {
  private final ModelVersions versions;
  private final VersionSeals seals;
  private final IdempotentCalls calls;

  VersionResource(ModelVersions versions, VersionSeals seals, IdempotentCalls calls) {
    this.versions = versions;
    this.seals = seals;
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(VersionPath.VERSIONS, Permission.ADMINISTER, this::create),
        Route.get(VersionPath.ONE, Permission.READ, this::get));
  }

  /** @param tags null for none */
  record Create(String path, String description, Map<String, String> tags) {
    NewVersion toNew() {
      List<NewTag> list = new ArrayList<>();
      if (tags != null) {
        tags.forEach((key, value) -> list.add(new NewTag(new TagKey(key), value)));
      }
      return new NewVersion(
          toPath().toUri(), "", "", "", new Description(RequiredFields.orEmpty(description)), list);
    }

    ArtifactPath toPath() {
      return ArtifactPath.of(RequiredFields.required("path", path));
    }
  }

  private void create(Context ctx) {
    ModelName name = VersionPath.model(ctx);
    Create call = V1Request.read(ctx, Create.class);
    NewVersion wanted = call.toNew();
    ArtifactPath path = call.toPath();
    ctx.status(201);
    calls.create(
        ctx,
        call,
        ModelVersion.class,
        (caller, once) -> versions.createFromStore(caller, once, name, path, wanted),
        created -> WireVersion.of(created, seals.state(created)));
  }

  private void get(Context ctx) {
    VersionPath path = VersionPath.of(ctx);
    ModelVersion version = versions.get(Callers.of(ctx), path.name(), path.version());
    V1Json.FORMAT.write(ctx, WireVersion.of(version, seals.state(version)));
  }
}
