package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.PartsOfUpload;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Leftovers;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Multipart uploads of this server and of clients. A position is a key, all of whose uploads were processed: services refuse the id of an
 * upload as position if it does not exist any more.
 */
record UnfinishedUploads(S3Store store) implements Leftovers {
  private static final String SEPARATOR = "\n";

  @Override
  public List<Leftover> after(String position, int limit) {
    store.requireAvailable();
    return S3Failures.call(() -> {
      ListMultipartUploadsResponse page =
          store.bucket().listUploads(store.keys().below(ArtifactPath.ROOT), position, limit);
      List<MultipartUpload> uploads = whole(page);
      List<Leftover> found = new ArrayList<>();
      String before = position;
      for (int i = 0; i < uploads.size(); i++) {
        String key = uploads.get(i).key();
        boolean last = i + 1 == uploads.size() || !uploads.get(i + 1).key().equals(key);
        before = last ? key : before;
        found.add(leftover(uploads.get(i), before));
      }
      return found;
    });
  }

  /** Without the last key if more of its uploads can be on the next page; but never nothing. */
  private static List<MultipartUpload> whole(ListMultipartUploadsResponse page) {
    List<MultipartUpload> all = page.uploads();
    if (!Boolean.TRUE.equals(page.isTruncated()) || all.isEmpty()) {
      return all;
    }
    String last = all.get(all.size() - 1).key();
    List<MultipartUpload> others =
        all.stream().filter(each -> !each.key().equals(last)).toList();
    return others.isEmpty() ? all : others;
  }

  private Leftover leftover(MultipartUpload upload, String position) {
    PartsOfUpload parts = PartsOfUpload.of(store.bucket(), upload);
    return new Leftover(
        position,
        upload.key() + SEPARATOR + upload.uploadId(),
        store.keys().relative(upload.key()),
        parts.bytes(),
        parts.usedAt());
  }

  @Override
  public boolean remove(Leftover leftover) {
    store.requireAvailable();
    int split = leftover.id().lastIndexOf(SEPARATOR);
    return S3Failures.change(() -> {
      try {
        store
            .bucket()
            .abortUpload(leftover.id().substring(0, split), leftover.id().substring(split + 1));
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
