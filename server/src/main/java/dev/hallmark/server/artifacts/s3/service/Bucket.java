package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.FileStamp;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends requests for one bucket. ETags are without quotes. Methods throw the exceptions of the SDK.
 *
 * @param client for requests with a quick response
 * @param patient for requests whose duration depends on the size of an object
 * @param withMd5 whether to send {@code Content-MD5}. Without TLS the SDK signs every chunk of a body, so there it is not needed
 */
public record Bucket(
    S3Client client, S3Client patient, String name, Encryption encryption, boolean withMd5)
    implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final char QUOTE = '"';

  /** The same bucket with another client for requests with a quick response. */
  public Bucket with(S3Client other) {
    return new Bucket(other, patient, name, encryption, withMd5);
  }

  /** Empty if there is no such object. */
  public Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(requireHead(key));
    } catch (S3Exception e) {
      if (S3Failures.isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public HeadObjectResponse requireHead(String key) {
    return whole(
        () -> client.headObject(head -> head.bucket(name).key(key)),
        head ->
            isWhole(head.eTag()) && head.contentLength() != null && head.lastModified() != null);
  }

  /**
   * Repeats a request whose response is incomplete. If a connection breaks within the headers, the JDK returns the headers received so
   * far as a complete response without a body.
   */
  static <T> T whole(Supplier<T> request, Predicate<T> isWhole) {
    for (int i = 0; i < ATTEMPTS; i++) {
      T response = request.get();
      if (isWhole.test(response)) {
        return response;
      }
    }
    throw SdkClientException.create("the headers of the response are not complete");
  }

  static boolean isWhole(String etag) {
    return etag != null && etag.length() > 1 && etag.charAt(etag.length() - 1) == QUOTE;
  }

  /** Reads the object with this stamp from this offset, which must be before its end. */
  public ResponseInputStream<GetObjectResponse> get(String key, FileStamp stamp, long offset) {
    ResponseInputStream<GetObjectResponse> in = client.getObject(get -> {
      get.bucket(name).key(key).ifMatch(quoted(stamp.fingerprint()));
      if (offset > 0) {
        get.range("bytes=" + offset + "-");
      }
    });
    Long length = in.response().contentLength();
    if (length == null || length != stamp.size() - offset) {
      in.abort();
      throw SdkClientException.create("the service sends another part than was asked for");
    }
    return in;
  }

  public ListObjectsV2Response list(Consumer<ListObjectsV2Request.Builder> more) {
    return whole(
        () -> client.listObjectsV2(
            list -> list.bucket(name).encodingType(EncodingType.URL).applyMutation(more)),
        list -> list.isTruncated() != null);
  }

  public FileStamp put(String key, PartBuffer content, Consumer<PutObjectRequest.Builder> more) {
    String md5 = md5OrNull(content);
    PutObjectResponse response = whole(
        () -> client.putObject(
            put -> encryption.apply(put.bucket(name)
                .key(key)
                .contentMD5(md5)
                .contentLength((long) content.size())
                .applyMutation(more)),
            content.body()),
        put -> isWhole(put.eTag()));
    return new FileStamp(content.size(), unquoted(response.eTag()));
  }

  /** The SDK sends no header for null. */
  private String md5OrNull(PartBuffer content) {
    return withMd5 ? content.md5() : null;
  }

  /** @return the upload's id */
  public String createUpload(String key, Consumer<CreateMultipartUploadRequest.Builder> more) {
    return whole(
            () -> client.createMultipartUpload(
                create -> encryption.apply(create.bucket(name).key(key).applyMutation(more))),
            create -> create.uploadId() != null)
        .uploadId();
  }

  public CompletedPart uploadPart(PartedObject to, int number, PartBuffer content) {
    String md5 = md5OrNull(content);
    String etag = whole(
            () -> client.uploadPart(
                part -> part.bucket(name)
                    .key(to.key())
                    .uploadId(to.upload())
                    .partNumber(number)
                    .contentMD5(md5)
                    .contentLength((long) content.size()),
                content.body()),
            part -> isWhole(part.eTag()))
        .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** Sends a part that cannot be sent again. */
  public CompletedPart uploadPart(PartedObject to, int number, PassedPart content) {
    String etag = client
        .uploadPart(
            part -> part.bucket(name)
                .key(to.key())
                .uploadId(to.upload())
                .partNumber(number)
                .contentLength(content.size()),
            content.content())
        .eTag();
    if (!isWhole(etag) || !content.isOf(unquoted(etag))) {
      throw SdkClientException.create("the service has not stored the bytes that were sent");
    }
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  public CompletedPart copyPart(CopySource source, PartedObject to, int number, Range range) {
    String etag = whole(
            () -> patient.uploadPartCopy(part -> part.sourceBucket(name)
                .sourceKey(source.key())
                .copySourceIfMatch(quoted(source.etag()))
                .copySourceRange("bytes=" + range.first + "-" + range.last)
                .destinationBucket(name)
                .destinationKey(to.key())
                .uploadId(to.upload())
                .partNumber(number)),
            part -> part.copyPartResult() != null && part.copyPartResult().eTag() != null)
        .copyPartResult()
        .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** @return the ETag of the object */
  public String completeUpload(String key, String upload, List<CompletedPart> parts) {
    return unquoted(whole(
            () -> patient.completeMultipartUpload(complete -> complete
                .bucket(name)
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts))),
            complete -> complete.eTag() != null)
        .eTag());
  }

  /**
   * A page of the uploads that were not completed, ordered by key.
   *
   * @param after only uploads of later keys; empty for the first page
   */
  public ListMultipartUploadsResponse listUploads(String prefix, String after, int limit) {
    return client.listMultipartUploads(list -> {
      list.bucket(name).prefix(prefix).maxUploads(limit);
      if (!after.isEmpty()) {
        list.keyMarker(after);
      }
    });
  }

  /** @param after the last part of the previous page; 0 for the first page */
  public ListPartsResponse listParts(String key, String upload, int after) {
    return client.listParts(
        list -> list.bucket(name).key(key).uploadId(upload).partNumberMarker(after));
  }

  public void abortUpload(String key, String upload) {
    client.abortMultipartUpload(abort -> abort.bucket(name).key(key).uploadId(upload));
  }

  /** @return the ETag of the copy */
  public String copy(CopySource source, String key) {
    return unquoted(whole(
            () -> patient.copyObject(copy -> encryption.apply(copy.sourceBucket(name)
                .sourceKey(source.key())
                .copySourceIfMatch(quoted(source.etag()))
                .destinationBucket(name)
                .destinationKey(key))),
            copy -> copy.copyObjectResult() != null && copy.copyObjectResult().eTag() != null)
        .copyObjectResult()
        .eTag());
  }

  public void delete(String key) {
    client.deleteObject(delete -> delete.bucket(name).key(key));
  }

  public DeleteObjectsResponse delete(List<ObjectIdentifier> keys) {
    return client.deleteObjects(
        delete -> delete.bucket(name).delete(these -> these.objects(keys).quiet(true)));
  }

  private static String quoted(String etag) {
    return QUOTE + etag + QUOTE;
  }

  public static String unquoted(String etag) {
    int last = etag.length() - 1;
    boolean quoted = last > 0 && etag.charAt(0) == QUOTE && etag.charAt(last) == QUOTE;
    return quoted ? etag.substring(1, last) : etag;
  }

  @Override
  public void close() {
    client.close();
    patient.close();
  }

  /** Offsets of the first and the last byte, both inclusive. */
  public record Range(long first, long last) {}

  /** An object, if it still has this ETag. */
  public record CopySource(String key, long size, String etag) {}
}
