package dev.hallmark.server.auth;

/**
 * An object that has permissions. Versions, aliases and tags have those of their model; runs and logged models those of their experiment.
 *
 * @param id the internal id, which renaming does not change
 */
public record Resource(Kind kind, long id) {
  /** Kinds of resources. */
  public enum Kind {
    REGISTERED_MODEL,
    EXPERIMENT
  }

  public static Resource model(long id) {
    return new Resource(Kind.REGISTERED_MODEL, id);
  }

  public static Resource experiment(long id) {
    return new Resource(Kind.EXPERIMENT, id);
  }
}
