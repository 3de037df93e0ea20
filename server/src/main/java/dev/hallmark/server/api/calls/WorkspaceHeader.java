package dev.hallmark.server.api.calls;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.workspaces.WorkspaceName;
import dev.hallmark.server.workspaces.Workspaces;
import io.javalin.http.Context;

/** The header {@code X-MLFLOW-WORKSPACE}, which names the workspace of a request. Default: {@code default}. */
public final class WorkspaceHeader {
  private static final String NAME = "X-MLFLOW-WORKSPACE";

  private final Workspaces workspaces;
  private final boolean enabled;

  /** @param enabled false to reject every request with this header */
  public WorkspaceHeader(Workspaces workspaces, boolean enabled) {
    this.workspaces = workspaces;
    this.enabled = enabled;
  }

  /**
   * Throws NOT_FOUND for an unknown workspace. Ignores the header for {@code server-info}, by which clients find out whether workspaces are
   * enabled.
   */
  public String of(Context ctx) {
    String given = ctx.header(NAME);
    if (given == null || given.isBlank() || ctx.path().endsWith("/server-info")) {
      return Caller.DEFAULT_WORKSPACE;
    }
    if (!enabled) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.UNSUPPORTED, NAME, given);
    }
    WorkspaceName name = new WorkspaceName(given.strip());
    workspaces.requireKnown(name);
    return name.value();
  }
}
