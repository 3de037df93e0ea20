package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.workspaces.WorkspaceContents;

/** Experiments, including deleted ones, as contents of workspaces. */
public final class ExperimentsInWorkspace implements WorkspaceContents {
  @Override
  public String what() {
    return "experiment";
  }

  @Override
  public long count(Tx tx, String workspace) {
    return tx.attach(ExperimentStore.class).count(workspace);
  }
}
