package dev.hallmark.server.storage.failures;

/** The database cannot be opened. The message is one line for the operator. */
public final class StorageException extends RuntimeException {
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  public StorageException(String message) {
    super(message);
  }
}
