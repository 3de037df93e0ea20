package dev.hallmark.server.artifacts;

/** A seal was deleted, or is being deleted, since it was found. The registration has to start again. */
final class StaleSealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String digest;

  StaleSealException(String digest) {
    super("deleted since it was found: the seal " + digest);
    this.digest = digest;
  }

  String digest() {
    return digest;
  }
}
