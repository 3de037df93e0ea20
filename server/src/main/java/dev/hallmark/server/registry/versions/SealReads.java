package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.ArtifactPath;
import dev.hallmark.server.artifacts.ReservedReads;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.auth.Caller;
import org.jdbi.v3.core.Jdbi;

/** A workspace reaches the seals of its own versions. Lists of seals, and version records, are nobody's there. */
public final class SealReads implements ReservedReads {
  private final Jdbi jdbi;

  public SealReads(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean allows(Caller caller, ArtifactPath path) {
    return Seal.digestOf(path)
        .filter(digest -> jdbi.withExtension(
            VersionStore.class, versions -> versions.haveSeal(caller.workspace(), digest)))
        .isPresent();
  }
}
