package dev.hallmark.server.storage.failures;

/** The schema of the database is not one that this server can use. Nothing was changed. The message is one line. */
public final class SchemaException extends RuntimeException {
  public SchemaException(String message) {
    super(message);
  }
}
