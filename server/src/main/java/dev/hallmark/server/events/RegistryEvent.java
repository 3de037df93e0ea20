package dev.hallmark.server.events;

/**
 * A change, published inside its transaction. The audit stores the record components other than {@link #change()} as details: the changed
 * fields, with {@code before} and {@code after} if there was a previous value.
 */
public sealed interface RegistryEvent
    permits AccessEvent,
        ArtifactEvent,
        ModelEvent,
        SealEvent,
        TrackingEvent,
        VersionEvent,
        WorkspaceEvent {

  /** The origin, object, time and new revision of the change. */
  Change change();

  /** The operation, under its permanent name. */
  Operation operation();

  /**
   * @param reason from the caller; empty if there is none
   * @param at milliseconds since the epoch; never before the object's previous change
   * @param revision 1, 2, 3 … per object, in the order of its changes; 0 for a rejected call
   */
  record Change(Origin origin, ObjectRef object, String reason, long revision, long at) {
    public Change(Origin origin, ObjectRef object, long revision, long at) {
      this(origin, object, "", revision, at);
    }
  }
}
