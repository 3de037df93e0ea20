package dev.hallmark.server.workspaces;

import dev.hallmark.server.storage.Tx;

/** What a capability keeps in workspaces; asked before one is deleted. */
public interface WorkspaceContents {
  /** What it is, as in "still contains 3 experiment(s)". */
  String what();

  /** How many the workspace has, deleted ones that could be restored too. */
  long count(Tx tx, String workspace);
}
