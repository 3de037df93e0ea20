package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.ArtifactOwners;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import java.util.Optional;

/** Finds the folders of runs and logged models whose files clients store themselves. */
public final class DirectFiles {
  private final Access access;
  private final ArtifactOwners owners;
  private final DirectRoots roots;

  public DirectFiles(Access access, ArtifactOwners owners, DirectRoots roots) {
    this.access = access;
    this.owners = owners;
    this.roots = roots;
  }

  /** Empty if the folder of the run is not below a {@link DirectRoot}. Throws NOT_FOUND for an unknown run. */
  public Optional<DirectFolder> ofRun(Caller caller, String runId) {
    return roots.find(owners.uriOfRun(access.require(caller, Permission.READ), runId));
  }

  /** As {@link #ofRun}, for a logged model. */
  public Optional<DirectFolder> ofLoggedModel(Caller caller, String modelId) {
    return roots.find(owners.uriOfLoggedModel(access.require(caller, Permission.READ), modelId));
  }
}
