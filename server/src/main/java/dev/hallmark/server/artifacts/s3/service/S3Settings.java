package dev.hallmark.server.artifacts.s3.service;

/**
 * Location of a store and how to reach it. The AWS SDK finds the credentials.
 *
 * @param prefix of all keys, without a slash at either end; empty for the whole bucket
 * @param endpoint URL of the service; empty for Amazon's
 * @param region empty for the one that the AWS SDK finds
 * @param pathStyle whether URLs contain the bucket in the path instead of the host name
 * @param presigned whether clients can get presigned URLs
 * @param publicEndpoint URL of the service in presigned URLs; empty for the same as {@code endpoint}
 * @param encryption {@code AES256}, {@code aws:kms} or {@code aws:kms:<key id>}; empty for the bucket's own default
 */
public record S3Settings(
    String bucket,
    String prefix,
    String endpoint,
    String region,
    boolean pathStyle,
    String encryption,
    boolean presigned,
    String publicEndpoint) {

  /** Without presigned URLs. */
  public S3Settings(
      String bucket,
      String prefix,
      String endpoint,
      String region,
      boolean pathStyle,
      String encryption) {
    this(bucket, prefix, endpoint, region, pathStyle, encryption, false, "");
  }

  /** {@code s3://bucket/prefix}. */
  public String location() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
