package dev.hallmark.server.artifacts.s3.service;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs the requests that test a bucket, and tells temporary problems from those that need an operator. */
record CheckSteps(S3Settings settings, AwsCredentialsProvider credentials) {
  /**
   * Returns why the bucket cannot be used at the moment; empty if it can. Throws {@link RefusedBucketException} if the configuration
   * must be corrected.
   */
  Optional<String> run(Runnable check) {
    try {
      requireCredentials();
      check.run();
      return Optional.empty();
    } catch (Passing e) {
      return Optional.of(BucketProblem.reason(e));
    }
  }

  private void requireCredentials() {
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw refused(
          "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile or role as for"
              + " the AWS command line",
          e);
    }
  }

  /** @param action such as {@code write to it} */
  <T> T step(String action, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      if (BucketProblem.isPassing(e)) {
        throw new Passing(e);
      }
      throw refused(new BucketProblem(settings).of(e, action), e);
    }
  }

  RefusedBucketException refused(String reason, Throwable cause) {
    return new RefusedBucketException(settings, reason, cause);
  }

  /** A problem that may be temporary. */
  private static final class Passing extends RuntimeException {
    Passing(Throwable cause) {
      super(cause);
    }
  }
}
