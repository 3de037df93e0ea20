package dev.hallmark.server.events;

/** The operations that the audit records. Their names must never change, because entries are kept for years. */
public enum Operation {
  WORKSPACE_CREATED("WorkspaceCreated"),
  WORKSPACE_DESCRIBED("WorkspaceDescribed"),
  WORKSPACE_DELETED("WorkspaceDeleted"),
  MODEL_CREATED("ModelCreated"),
  MODEL_RENAMED("ModelRenamed"),
  MODEL_DESCRIBED("ModelDescribed"),
  MODEL_DELETED("ModelDeleted"),
  MODEL_TAG_SET("ModelTagSet"),
  MODEL_TAG_DELETED("ModelTagDeleted"),
  ALIAS_SET("AliasSet"),
  ALIAS_DELETED("AliasDeleted"),
  VERSION_CREATED("VersionCreated"),
  VERSION_SEALED("VersionSealed"),
  VERSION_SEALING_FAILED("VersionSealingFailed"),
  VERSION_DESCRIBED("VersionDescribed"),
  VERSION_TRANSITIONED("VersionTransitioned"),
  VERSION_DELETED("VersionDeleted"),
  VERSION_TAG_SET("VersionTagSet"),
  VERSION_TAG_DELETED("VersionTagDeleted"),
  EXPERIMENT_DELETED("ExperimentDeleted"),
  EXPERIMENT_RESTORED("ExperimentRestored"),
  RUN_DELETED("RunDeleted"),
  RUN_RESTORED("RunRestored"),
  LOGGED_MODEL_DELETED("LoggedModelDeleted"),
  EXPERIMENT_REMOVED("ExperimentRemoved"),
  RUN_REMOVED("RunRemoved"),
  LOGGED_MODEL_REMOVED("LoggedModelRemoved"),
  ARTIFACTS_DELETED("ArtifactsDeleted"),
  ARTIFACT_FOUND_CHANGED("ArtifactFoundChanged"),
  SEAL_FOUND_DAMAGED("SealFoundDamaged"),
  SEAL_RESTORED("SealRestored"),
  SEAL_REMOVED("SealRemoved"),
  GARBAGE_COLLECTED("GarbageCollected"),
  CALL_REFUSED("CallRefused");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** The name in the audit. */
  public String text() {
    return text;
  }
}
