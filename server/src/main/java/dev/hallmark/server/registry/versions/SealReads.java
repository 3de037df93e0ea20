package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.ArtifactPath;
import dev.hallmark.server.artifacts.ReservedReads;
import dev.hallmark.server.auth.Caller;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** A workspace reaches the seals of its own versions. Lists of seals, and version records, are nobody's there. */
public final class SealReads implements ReservedReads {
  private static final Pattern SEAL = Pattern.compile("seals/([0-9a-f]{64})(/.*)?", Pattern.DOTALL);

  private final Jdbi jdbi;

  public SealReads(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean allows(Caller caller, ArtifactPath path) {
    Matcher seal = SEAL.matcher(path.value());
    return seal.matches()
        && jdbi.withExtension(
            VersionStore.class, versions -> versions.haveSeal(caller.workspace(), seal.group(1)));
  }
}
