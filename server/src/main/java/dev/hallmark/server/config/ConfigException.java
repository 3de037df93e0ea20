package dev.hallmark.server.config;

/** A setting that the server cannot start with. The message is one line for the person who starts it. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }
}
