package dev.hallmark.server.workspaces;

import dev.hallmark.server.storage.Tx;

/** The objects of one type in workspaces; counted before a workspace is deleted. */
public interface WorkspaceContents {
  /** The name of the type, as in "still contains 3 experiment(s)". */
  String what();

  /** The number of objects in the workspace, including deleted ones that can be restored. */
  long count(Tx tx, String workspace);
}
