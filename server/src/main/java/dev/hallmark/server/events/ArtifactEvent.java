package dev.hallmark.server.events;

import java.util.List;

/** Changes of files, made through the server or directly on disk. */
public sealed interface ArtifactEvent extends RegistryEvent {
  /** Files of a run, a logged model or an experiment were deleted through the server. */
  record ArtifactsDeleted(Change change, String path) implements ArtifactEvent {
    @Override
    public Operation operation() {
      return Operation.ARTIFACTS_DELETED;
    }
  }

  /**
   * The content of a file differs from what was uploaded or sealed.
   *
   * @param recorded the recorded SHA-256
   * @param found the SHA-256 of the current content
   */
  record ArtifactFoundChanged(Change change, String path, String recorded, String found)
      implements ArtifactEvent {
    @Override
    public Operation operation() {
      return Operation.ARTIFACT_FOUND_CHANGED;
    }
  }

  /**
   * A garbage collection has ended. Each removed experiment, run, logged model and seal has an entry of its own.
   *
   * @param freed what was removed, by kind
   */
  record GarbageCollected(Change change, long run, long olderThan, List<Freed> freed)
      implements ArtifactEvent {
    public GarbageCollected {
      freed = List.copyOf(freed);
    }

    @Override
    public Operation operation() {
      return Operation.GARBAGE_COLLECTED;
    }
  }

  /** @param kind such as {@code seal} */
  record Freed(String kind, long objects, long bytes) {}
}
