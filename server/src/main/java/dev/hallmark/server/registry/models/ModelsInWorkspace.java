package dev.hallmark.server.registry.models;

import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.workspaces.WorkspaceContents;

/** Registered models and prompts as contents of workspaces. */
public final class ModelsInWorkspace implements WorkspaceContents {
  @Override
  public String what() {
    return "registered model";
  }

  @Override
  public long count(Tx tx, String workspace) {
    return tx.attach(ModelStore.class).count(workspace);
  }
}
