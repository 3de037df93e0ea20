package dev.hallmark.server.artifacts.s3.service;

/** The bucket cannot be used until its configuration is corrected. The message is one line with the reason. */
public final class RefusedBucketException extends RuntimeException {
  public RefusedBucketException(S3Settings settings, String reason, Throwable cause) {
    super("cannot use the artifacts in " + settings.location() + ": " + reason, cause);
  }
}
