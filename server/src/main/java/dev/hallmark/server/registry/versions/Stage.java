package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/** The stage of a version. */
public enum Stage {
  NONE("None"),
  STAGING("Staging"),
  PRODUCTION("Production"),
  ARCHIVED("Archived");

  private static final Stage[] ALL =
      values(); // values() copies the array, and this is called for every row

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The name in responses and in the database. */
  public String label() {
    return label;
  }

  /** Whether this is an active stage, in which a transition can archive other versions. */
  public boolean active() {
    return this == STAGING || this == PRODUCTION;
  }

  /** Parses a stage name, ignoring case. Throws INVALID_ARGUMENT. */
  public static Stage of(String name) {
    for (Stage stage : ALL) {
      if (stage.label.equalsIgnoreCase(name)) {
        return stage;
      }
    }
    throw RegistryException.invalid(Subject.STAGE, Reason.UNKNOWN, "stage", name);
  }
}
