package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.PartsOfUpload;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Leftovers;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Multipart uploads of this server and of clients. The position is the key, a line feed and the id of the upload. */
record UnfinishedUploads(S3Store store) implements Leftovers {
  private static final String SEPARATOR = "\n";

  @Override
  public List<Leftover> after(String position, int limit) {
    store.requireAvailable();
    return S3Failures.call(() -> {
      int split = position.lastIndexOf(SEPARATOR);
      String key = split < 0 ? "" : position.substring(0, split);
      String upload = split < 0 ? "" : position.substring(split + 1);
      ListMultipartUploadsResponse page =
          store.bucket().listUploads(store.keys().below(ArtifactPath.ROOT), key, upload, limit);
      List<Leftover> found = new ArrayList<>();
      page.uploads().forEach(each -> found.add(leftover(each)));
      return found;
    });
  }

  private Leftover leftover(MultipartUpload upload) {
    Bucket bucket = store.bucket();
    PartsOfUpload parts = PartsOfUpload.of(bucket, upload);
    return new Leftover(
        upload.key() + SEPARATOR + upload.uploadId(),
        store.keys().relative(upload.key()),
        parts.bytes(),
        parts.usedAt());
  }

  @Override
  public boolean remove(Leftover leftover) {
    store.requireAvailable();
    int split = leftover.position().lastIndexOf(SEPARATOR);
    return S3Failures.change(() -> {
      try {
        store
            .bucket()
            .abortUpload(
                leftover.position().substring(0, split), leftover.position().substring(split + 1));
        return true;
      } catch (SdkException e) {
        if (S3Failures.isAbsent(e)) {
          return false; // completed or aborted meanwhile
        }
        throw e;
      }
    });
  }
}
