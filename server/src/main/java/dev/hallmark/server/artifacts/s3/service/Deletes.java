package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects, many with one request if the service supports it. */
public final class Deletes {
  /** Error codes of services that do not support the request, or require a header that the SDK does not send. */
  private static final Set<String> MISSING =
      Set.of("NotImplemented", "MethodNotAllowed", "MissingContentMD5");

  /** Error codes for a body that the service cannot parse: XML cannot contain all characters of keys. */
  private static final Set<String> UNREADABLE =
      Set.of("MalformedXML", "InvalidRequest", "InvalidArgument");

  private final Bucket bucket;
  private volatile boolean oneByOne;

  public Deletes(Bucket bucket) {
    this.bucket = bucket;
  }

  /** @param keys at most 1,000 */
  public void delete(List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    if (oneByOne || keys.size() == 1) {
      keys.forEach(bucket::delete);
      return;
    }
    try {
      requireDeleted(bucket.delete(
          keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList()));
    } catch (SdkException e) {
      boolean missing = MISSING.contains(S3Failures.code(e)) || S3Failures.isUnsupported(e);
      if (!missing && !UNREADABLE.contains(S3Failures.code(e))) {
        throw e;
      }
      oneByOne |= missing;
      keys.forEach(bucket::delete);
    }
  }

  private static void requireDeleted(DeleteObjectsResponse response) {
    for (S3Error each : response.errors()) {
      if (!"NoSuchKey".equals(each.code())) {
        throw RegistryException.unavailable(
            Subject.STORAGE, new IllegalStateException("not deleted: " + each.code()));
      }
    }
  }
}
