package dev.hallmark.server.artifacts.s3;

import java.io.IOException;

/** An object was replaced or deleted while it was read. */
final class ChangedObjectException extends IOException {
  ChangedObjectException(Throwable cause) {
    super("the object was replaced or deleted while it was read", cause);
  }
}
