package dev.hallmark.server.events;

import java.util.List;
import java.util.Map;

/**
 * A change that happened, told inside its transaction. The record components beyond {@link #change()} are what the audit
 * keeps as details: the names of the fields changed, with {@code before} and {@code after} where there was a before.
 */
public sealed interface RegistryEvent {

  /** Who changed which object when, and the object's revision that this change made. */
  Change change();

  /**
   * @param at milliseconds since the epoch; never before the object's previous change
   * @param revision 1, 2, 3 … per object: the order of its history
   */
  record Change(Origin origin, ObjectRef object, long revision, long at) {}

  record WorkspaceCreated(Change change, String description) implements RegistryEvent {}

  record WorkspaceDescribed(Change change, String before, String after) implements RegistryEvent {}

  record WorkspaceDeleted(Change change) implements RegistryEvent {}

  record ModelCreated(Change change, String description, Map<String, String> tags)
      implements RegistryEvent {}

  record ModelRenamed(Change change, String before, String after) implements RegistryEvent {}

  record ModelDescribed(Change change, String before, String after) implements RegistryEvent {}

  /** @param versions the numbers of the versions that went with it */
  record ModelDeleted(Change change, List<Integer> versions) implements RegistryEvent {}

  /** @param before empty when the tag is new or had no value */
  record ModelTagSet(Change change, String key, String before, String after)
      implements RegistryEvent {}

  record ModelTagDeleted(Change change, String key, String before) implements RegistryEvent {}

  /** @param before the version it pointed at until now, 0 when the alias is new */
  record AliasSet(Change change, String alias, int before, int after) implements RegistryEvent {}

  record AliasDeleted(Change change, String alias, int before) implements RegistryEvent {}

  /** @param digest the seal, empty for a reference */
  record VersionCreated(
      Change change,
      int version,
      String source,
      String digest,
      String runId,
      String loggedModelId,
      String description,
      Map<String, String> tags)
      implements RegistryEvent {}

  record VersionDescribed(Change change, int version, String before, String after)
      implements RegistryEvent {}

  /** @param archived the numbers of other versions that left the stage for Archived with this transition */
  record VersionTransitioned(
      Change change, int version, String before, String after, List<Integer> archived)
      implements RegistryEvent {}

  /** @param aliases the aliases that pointed at it and went with it */
  record VersionDeleted(
      Change change, int version, String source, String digest, List<String> aliases)
      implements RegistryEvent {}

  record VersionTagSet(Change change, int version, String key, String before, String after)
      implements RegistryEvent {}

  record VersionTagDeleted(Change change, int version, String key, String before)
      implements RegistryEvent {}

  record ExperimentDeleted(Change change) implements RegistryEvent {}

  record ExperimentRestored(Change change) implements RegistryEvent {}

  record RunDeleted(Change change) implements RegistryEvent {}

  record RunRestored(Change change) implements RegistryEvent {}

  record LoggedModelDeleted(Change change) implements RegistryEvent {}

  /** Files of a run, a logged model or an experiment, removed through the server. */
  record ArtifactsDeleted(Change change, String path) implements RegistryEvent {}

  /**
   * A file was found to have other bytes than those that were uploaded or sealed.
   *
   * @param recorded the SHA-256 that was taken of it
   * @param found the one that its bytes have
   */
  record ArtifactFoundChanged(Change change, String path, String recorded, String found)
      implements RegistryEvent {}
}
