package dev.hallmark.client;

import java.util.Arrays;

/**
 * Where a version stands on MLflow's way to production.
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

  /** One that this client does not know; it cannot be sent. */
  OTHER("");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /** As MLflow writes it, such as {@code Production}. */
  public String text() {
    return text;
  }

  /** The stage of this name, in any case; none said is {@link #NONE}. */
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
