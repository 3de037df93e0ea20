package dev.hallmark.server.artifacts.s3.service;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * The parts of an unfinished upload.
 *
 * @param usedAt when it was begun, or when its latest part was stored, in milliseconds since the epoch
 */
public record PartsOfUpload(long bytes, long usedAt) {
  /** An upload that is completed or aborted meanwhile has no parts. */
  public static PartsOfUpload of(Bucket bucket, MultipartUpload upload) {
    PartsOfUpload all = new PartsOfUpload(0, upload.initiated().toEpochMilli());
    int after = 0;
    while (true) {
      ListPartsResponse page;
      try {
        page = bucket.listParts(upload.key(), upload.uploadId(), after);
      } catch (SdkException e) {
        if (S3Failures.isAbsent(e)) {
          return all;
        }
        throw e;
      }
      for (Part each : page.parts()) {
        after = each.partNumber();
        all = all.plus(each);
      }
      if (!Boolean.TRUE.equals(page.isTruncated()) || page.parts().isEmpty()) {
        return all;
      }
    }
  }

  private PartsOfUpload plus(Part part) {
    long stored = part.lastModified() == null ? 0 : part.lastModified().toEpochMilli();
    return new PartsOfUpload(bytes + part.size(), Math.max(usedAt, stored));
  }
}
