package dev.hallmark.server.events;

/**
 * A change that happened, told inside its transaction. The record components beyond {@link #change()} are what the audit
 * keeps as details: the names of the fields changed, with {@code before} and {@code after} where there was a before.
 */
public sealed interface RegistryEvent
    permits AccessEvent, ArtifactEvent, ModelEvent, TrackingEvent, VersionEvent, WorkspaceEvent {

  /** Who changed which object when, and the object's revision that this change made. */
  Change change();

  /** What was done, by the name that it keeps. */
  Operation operation();

  /**
   * @param reason that the caller gave, empty without one
   * @param at milliseconds since the epoch; never before the object's previous change
   * @param revision 1, 2, 3 … per object: the order of its history; 0 for what was refused, and changed nothing
   */
  record Change(Origin origin, ObjectRef object, String reason, long revision, long at) {
    public Change(Origin origin, ObjectRef object, long revision, long at) {
      this(origin, object, "", revision, at);
    }
  }
}
