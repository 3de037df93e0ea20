package dev.hallmark.server.artifacts.s3.service;

import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Server-side encryption of stored objects.
 *
 * @param algorithm empty for the bucket's own default
 * @param key id of a key in AWS KMS; empty for the default key
 */
public record Encryption(String algorithm, String key) {
  private static final String KMS = ServerSideEncryption.AWS_KMS.toString();

  /** @param text as in {@link S3Settings#encryption} */
  public static Encryption of(String text) {
    return text.startsWith(KMS + ":")
        ? new Encryption(KMS, text.substring(KMS.length() + 1))
        : new Encryption(text, "");
  }

  public PutObjectRequest.Builder apply(PutObjectRequest.Builder request) {
    return isOn() ? request.serverSideEncryption(algorithm).ssekmsKeyId(keyOrNull()) : request;
  }

  public CreateMultipartUploadRequest.Builder apply(CreateMultipartUploadRequest.Builder request) {
    return isOn() ? request.serverSideEncryption(algorithm).ssekmsKeyId(keyOrNull()) : request;
  }

  public CopyObjectRequest.Builder apply(CopyObjectRequest.Builder request) {
    return isOn() ? request.serverSideEncryption(algorithm).ssekmsKeyId(keyOrNull()) : request;
  }

  private boolean isOn() {
    return !algorithm.isEmpty();
  }

  /** The SDK sends no header for null. */
  private String keyOrNull() {
    return key.isEmpty() ? null : key;
  }
}
