package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;

/** Who may read where only the server writes: seals and version records are not sorted by workspace. */
public interface ReservedReads {
  /** Whether the caller's workspace reaches this path. What the caller may do there is asked elsewhere. */
  boolean allows(AuthorizedCaller caller, ArtifactPath path);
}
