package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.ReservedReads;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import org.jdbi.v3.core.Jdbi;

/**
 * Decides who can read seals: callers that can read a version with this seal in its workspace. With several workspaces or restricted
 * models, nobody can list seals or read version records.
 */
public final class SealReads implements ReservedReads {
  private final Jdbi jdbi;
  private final boolean workspaces;

  /** @param workspaces whether workspaces other than {@code default} are enabled */
  public SealReads(Jdbi jdbi, boolean workspaces) {
    this.jdbi = jdbi;
    this.workspaces = workspaces;
  }

  @Override
  public boolean allows(AuthorizedCaller caller, ArtifactPath path) {
    if (!workspaces && caller.visible(Resource.Kind.REGISTERED_MODEL).isAll()) {
      return true;
    }
    return Seal.digestOf(path)
        .filter(digest -> jdbi.withHandle(
            handle -> VersionReads.visibleTo(caller, handle).haveSeal(caller.workspace(), digest)))
        .isPresent();
  }
}
