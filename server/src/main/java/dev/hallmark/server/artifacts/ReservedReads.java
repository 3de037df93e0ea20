package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;

/** Decides who can read folders that only the server writes, since seals and version records are not separated by workspace. */
public interface ReservedReads {
  /** Whether the path is accessible from the caller's workspace. Permissions are checked separately. */
  boolean allows(AuthorizedCaller caller, ArtifactPath path);
}
