package dev.hallmark.server.config.settings;

/** The configuration is invalid or cannot be used. The message is one line for the operator. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  /** @param expected completes the sentence "it must be" */
  public static ConfigException wrong(Setting setting, String text, String expected) {
    return new ConfigException(setting.key() + " is '" + text + "'; it must be " + expected);
  }
}
