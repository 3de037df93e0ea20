package dev.hallmark.server.artifacts.store;

import java.io.IOException;

/** A file has been replaced, changed or deleted since it was listed. */
public final class ChangedFileException extends IOException {
  public ChangedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
