package dev.hallmark.server.events;

/** Changes of files, by the server or behind it. */
public sealed interface ArtifactEvent extends RegistryEvent {
  /** Files of a run, a logged model or an experiment, removed through the server. */
  record ArtifactsDeleted(Change change, String path) implements ArtifactEvent {
    @Override
    public Operation operation() {
      return Operation.ARTIFACTS_DELETED;
    }
  }

  /**
   * A file was found to have other bytes than those that were uploaded or sealed.
   *
   * @param recorded the SHA-256 that was taken of it
   * @param found the one that its bytes have
   */
  record ArtifactFoundChanged(Change change, String path, String recorded, String found)
      implements ArtifactEvent {
    @Override
    public Operation operation() {
      return Operation.ARTIFACT_FOUND_CHANGED;
    }
  }
}
