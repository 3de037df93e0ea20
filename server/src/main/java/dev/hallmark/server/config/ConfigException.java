package dev.hallmark.server.config;

/** A setting that the server cannot start with. The message is one line for the person who starts it. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  /** @param expected in words that follow "it must be" */
  static ConfigException wrong(Setting setting, String text, String expected) {
    return new ConfigException(setting.key() + " is '" + text + "'; it must be " + expected);
  }
}
