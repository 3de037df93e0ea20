package dev.hallmark.server.storage;

/** The database cannot be opened. The message is one line for the person who starts the server. */
public final class StorageException extends RuntimeException {
  StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  StorageException(String message) {
    super(message);
  }
}
