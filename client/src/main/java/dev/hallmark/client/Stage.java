package dev.hallmark.client;

import java.util.Arrays;

/**
 * MLflow's stage of a model version.
 *
 * <pre>{@code
 * client.versions().transition("fraud", 7, Stage.PRODUCTION, true);
 * }</pre>
 */
public enum Stage {
  NONE("None"),
  STAGING("Staging"),
  PRODUCTION("Production"),
  ARCHIVED("Archived"),

  /** A stage that this client does not know. It cannot be sent. */
  OTHER("");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /** The name that MLflow uses, such as {@code Production}. */
  public String text() {
    return text;
  }

  /** Parses a stage name, ignoring case. An empty name is {@link #NONE}. */
  public static Stage of(String text) {
    return text.isEmpty()
        ? NONE
        : Arrays.stream(values())
            .filter(stage -> stage.text.equalsIgnoreCase(text))
            .findFirst()
            .orElse(OTHER);
  }

  String sent() {
    if (this == OTHER) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "OTHER is no stage to ask for");
    }
    return text;
  }
}
