package dev.hallmark.server.events;

import java.util.List;
import java.util.Map;

/** Changes of model versions. */
public sealed interface VersionEvent extends RegistryEvent {
  /** @param digest the digest of the seal; empty for a reference version, and for one that is sealed later */
  record VersionCreated(
      Change change,
      int version,
      String source,
      String digest,
      String runId,
      String loggedModelId,
      String description,
      Map<String, String> tags)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_CREATED;
    }
  }

  /** The files of a version were sealed in the background, so that it is ready. */
  record VersionSealed(Change change, int version, String digest, int files, long bytes)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_SEALED;
    }
  }

  record VersionSealingFailed(Change change, int version, String reason) implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_SEALING_FAILED;
    }
  }

  record VersionDescribed(Change change, int version, String before, String after)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_DESCRIBED;
    }
  }

  /** @param archived the versions that this transition moved from the stage to Archived */
  record VersionTransitioned(
      Change change, int version, String before, String after, List<Integer> archived)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_TRANSITIONED;
    }
  }

  /** @param aliases the aliases of the version, which were deleted with it */
  record VersionDeleted(
      Change change, int version, String source, String digest, List<String> aliases)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_DELETED;
    }
  }

  record VersionTagSet(Change change, int version, String key, String before, String after)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_TAG_SET;
    }
  }

  record VersionTagDeleted(Change change, int version, String key, String before)
      implements VersionEvent {
    @Override
    public Operation operation() {
      return Operation.VERSION_TAG_DELETED;
    }
  }
}
