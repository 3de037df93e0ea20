package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.artifacts.gc.GarbageCollection;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.registry.RegistryServices;
import java.util.List;

/** Creates the protocol with all its routes. */
public final class V1Api {
  private V1Api() {}

  public static Protocol create(
      RegistryServices registry,
      GarbageCollection collection,
      WorkspaceHeader workspace,
      IdempotencyStore idempotency) {
    IdempotentCalls calls = new IdempotentCalls(idempotency, V1Json.FORMAT);
    return new V1Protocol(
        workspace,
        List.of(
            new OpenApiResource(),
            new VersionResource(registry.versions(), registry.seals(), calls),
            new SealResource(registry.seals()),
            new GcResource(collection)));
  }
}
