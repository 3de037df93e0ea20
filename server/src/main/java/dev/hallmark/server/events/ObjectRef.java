package dev.hallmark.server.events;

/** The object whose history an event belongs to: its kind, its internal id, and the name it had at that moment. */
public record ObjectRef(Kind kind, String workspace, long id, String name) {
  public enum Kind {
    WORKSPACE,
    REGISTERED_MODEL,
    EXPERIMENT,
    RUN,
    LOGGED_MODEL,
    /** Files of the artifact store that belong to none of the others. */
    ARTIFACT_STORE
  }
}
