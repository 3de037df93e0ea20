package dev.hallmark.server.events;

/** Changes of workspaces. */
public sealed interface WorkspaceEvent extends RegistryEvent {
  record WorkspaceCreated(Change change, String description) implements WorkspaceEvent {
    @Override
    public Operation operation() {
      return Operation.WORKSPACE_CREATED;
    }
  }

  record WorkspaceDescribed(Change change, String before, String after) implements WorkspaceEvent {
    @Override
    public Operation operation() {
      return Operation.WORKSPACE_DESCRIBED;
    }
  }

  record WorkspaceDeleted(Change change) implements WorkspaceEvent {
    @Override
    public Operation operation() {
      return Operation.WORKSPACE_DELETED;
    }
  }
}
