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

/** Multipart uploads of this server and of clients. */
record UnfinishedUploads(S3Store store) implements Leftovers {
  private static final String SEPARATOR = "\n";

  /** As many as a service returns at once. */
  private static final int MOST_OF_A_KEY = 1_000;

  /**
   * A position. Services do not agree on how to continue within a key, so the uploads of a key with more of them than a page are listed
   * from the first.
   *
   * @param kept how many uploads of the key were processed and still exist; -1 if all were processed
   */
  private record Position(String key, int kept) {
    private static final int ALL = -1;

    static Position parse(String text) {
      int split = text.lastIndexOf(SEPARATOR);
      return split < 0
          ? new Position(text, ALL)
          : new Position(text.substring(0, split), Integer.parseInt(text.substring(split + 1)));
    }

    String text() {
      return key + SEPARATOR + kept;
    }
  }

  /** Of more than a thousand uploads of one key that are in use, only the first are processed. */
  @Override
  public List<Leftover> after(String position, int limit) {
    store.requireAvailable();
    Position at = Position.parse(position);
    return S3Failures.call(() -> {
      List<Leftover> rest = at.kept() < 0 ? List.of() : within(at, limit);
      return rest.isEmpty() ? leftovers(page(at.key(), limit), position) : rest;
    });
  }

  @Override
  public String next(String position, Leftover processed, boolean gone) {
    if (!processed.position().isEmpty()) {
      return processed.position();
    }
    Position at = Position.parse(position);
    String key = id(processed.id()).key();
    int before = at.key().equals(key) && at.kept() > 0 ? at.kept() : 0;
    return gone ? position : new Position(key, before + 1).text();
  }

  /** The uploads of the same key. */
  private List<Leftover> within(Position at, int limit) {
    return store.bucket().listUploads(at.key(), "", MOST_OF_A_KEY).uploads().stream()
        .filter(each -> each.key().equals(at.key()))
        .skip(at.kept())
        .limit(limit)
        .map(each -> leftover(each, ""))
        .toList();
  }

  private ListMultipartUploadsResponse page(String after, int limit) {
    return store.bucket().listUploads(store.keys().below(ArtifactPath.ROOT), after, limit);
  }

  /** Without the last key if more of its uploads can be on the next page, unless the page has no other. */
  private List<Leftover> leftovers(ListMultipartUploadsResponse page, String position) {
    List<MultipartUpload> all = page.uploads();
    if (!Boolean.TRUE.equals(page.isTruncated()) || all.isEmpty()) {
      return whole(all, position);
    }
    String last = all.get(all.size() - 1).key();
    List<MultipartUpload> others =
        all.stream().filter(each -> !each.key().equals(last)).toList();
    return others.isEmpty()
        ? all.stream().map(each -> leftover(each, "")).toList()
        : whole(others, position);
  }

  private List<Leftover> whole(List<MultipartUpload> uploads, String position) {
    List<Leftover> found = new ArrayList<>();
    String before = position;
    for (int i = 0; i < uploads.size(); i++) {
      String key = uploads.get(i).key();
      boolean last = i + 1 == uploads.size() || !uploads.get(i + 1).key().equals(key);
      before = last ? new Position(key, Position.ALL).text() : before;
      found.add(leftover(uploads.get(i), before));
    }
    return found;
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

  private record Id(String key, String upload) {}

  private static Id id(String text) {
    int split = text.lastIndexOf(SEPARATOR);
    return new Id(text.substring(0, split), text.substring(split + 1));
  }

  @Override
  public boolean remove(Leftover leftover) {
    store.requireAvailable();
    Id upload = id(leftover.id());
    return S3Failures.change(() -> {
      try {
        store.bucket().abortUpload(upload.key(), upload.upload());
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
