package dev.hallmark.server.events;

/** The object that an event belongs to, with its internal id and its name at that time. */
public record ObjectRef(Kind kind, String workspace, long id, String name) {
  public enum Kind {
    WORKSPACE,
    REGISTERED_MODEL,
    EXPERIMENT,
    RUN,
    LOGGED_MODEL,
    /** Files that belong to no other object. */
    ARTIFACT_STORE
  }
}
