package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.FileStamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * A multipart upload.
 *
 * @param upload id of the upload
 * @param mark value in the metadata of the object, to identify it if the response to the completion is lost
 */
public record PartedObject(Bucket bucket, String key, String upload, String mark) {
  private static final Logger LOG = LoggerFactory.getLogger(PartedObject.class);
  private static final String UPLOAD = "hallmark-upload";

  public static PartedObject begin(
      Bucket bucket, String key, Consumer<CreateMultipartUploadRequest.Builder> more) {
    String mark = UUID.randomUUID().toString();
    String upload = bucket.createUpload(
        key, create -> create.applyMutation(more).metadata(Map.of(UPLOAD, mark)));
    return new PartedObject(bucket, key, upload, mark);
  }

  /** Creates the object from the parts. */
  public FileStamp complete(List<CompletedPart> parts, long size) {
    try {
      return new FileStamp(size, bucket.completeUpload(key, upload, parts));
    } catch (SdkException e) {
      if (!S3Failures.isAbsent(e)) {
        throw e;
      }
      return bucket
          .head(key) // an earlier attempt may have completed it
          .filter(found -> mark.equals(found.metadata().get(UPLOAD)))
          .map(found -> new FileStamp(size, Bucket.unquoted(found.eTag())))
          .orElseThrow(() -> e);
    }
  }

  /** Deletes the parts. If this fails, the lifecycle rule of the bucket deletes them. */
  public void abort() {
    try {
      bucket.abortUpload(key, upload);
    } catch (SdkException e) {
      LOG.warn("an unfinished upload to {} could not be aborted: {}", key, e.getMessage());
    }
  }
}
