package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** The four stages of a version. */
public enum Stage {
  NONE("None"),
  STAGING("Staging"),
  PRODUCTION("Production"),
  ARCHIVED("Archived");

  private static final Stage[] ALL = values(); // values() copies, and every row read asks

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The way it is written in answers and in the database. */
  public String label() {
    return label;
  }

  /** Whether versions are in use there, so that a newcomer may send them to the archive. */
  public boolean active() {
    return this == STAGING || this == PRODUCTION;
  }

  /** The stage of this name, in any case. */
  public static Stage of(String name) {
    for (Stage stage : ALL) {
      if (stage.label.equalsIgnoreCase(name)) {
        return stage;
      }
    }
    throw RegistryException.invalid(Subject.STAGE, Reason.UNKNOWN, "stage", name);
  }
}
