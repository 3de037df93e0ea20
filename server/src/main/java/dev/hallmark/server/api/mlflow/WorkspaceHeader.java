package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.workspaces.WorkspaceName;
import dev.hallmark.server.workspaces.Workspaces;
import io.javalin.http.Context;

/** The header by which a client says which workspace a request is about; {@code default} without it. */
public final class WorkspaceHeader {
  private static final String NAME = "X-MLFLOW-WORKSPACE";

  private final Workspaces workspaces;
  private final boolean enabled;

  /** @param enabled false refuses every header that names a workspace */
  public WorkspaceHeader(Workspaces workspaces, boolean enabled) {
    this.workspaces = workspaces;
    this.enabled = enabled;
  }

  /** Throws NOT_FOUND for an unknown workspace. A client asks {@code server-info} first to find out whether there are any. */
  String of(Context ctx) {
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
