package dev.hallmark.server.storage.failures;

/** This server cannot use the schema of the database. Nothing was changed. The message is one line. */
public final class SchemaException extends RuntimeException {
  public SchemaException(String message) {
    super(message);
  }
}
