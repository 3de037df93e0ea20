package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.registry.seals.VersionSeals;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import io.javalin.http.Context;
import java.util.List;

/** Versions of registered models. */
final class VersionResource implements V1Routes {
  private final ModelVersions versions;
  private final VersionSeals seals;

  VersionResource(ModelVersions versions, VersionSeals seals) {
    this.versions = versions;
    this.seals = seals;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(VersionPath.ONE, Permission.READ, this::get));
  }

  private void get(Context ctx) {
    VersionPath path = VersionPath.of(ctx);
    ModelVersion version = versions.get(Callers.of(ctx), path.name(), path.version());
    V1Json.FORMAT.write(ctx, WireVersion.of(version, seals.state(version)));
  }
}
