package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.registry.RegistryServices;
import java.util.List;

/** Creates the protocol with all its routes. */
public final class V1Api {
  private V1Api() {}

  public static Protocol create(RegistryServices registry, WorkspaceHeader workspace) {
    return new V1Protocol(
        workspace,
        List.of(
            new OpenApiResource(),
            new VersionResource(registry.versions(), registry.seals()),
            new SealResource(registry.seals())));
  }
}
