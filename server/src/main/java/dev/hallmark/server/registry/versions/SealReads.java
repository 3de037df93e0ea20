package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.ReservedReads;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import org.jdbi.v3.core.Jdbi;

/**
 * Seals are read by those who may see one of their versions, in its workspace. Lists of seals, and version records, are nobody's
 * where there are several workspaces, or models that are not everybody's.
 */
public final class SealReads implements ReservedReads {
  private final Jdbi jdbi;
  private final boolean workspaces;

  /** @param workspaces whether there may be other ones than {@code default} */
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
