package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.PartedObject;
import dev.hallmark.server.artifacts.s3.service.PassedPart;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A file that is sent in parts while it is received. It becomes visible when the multipart upload is completed. */
final class PartedBody implements Incoming {
  /** In addition to the part that is being filled. */
  private static final int SENT_AT_ONCE = 3;

  private final Uploads uploads;
  private final ArtifactPath path;
  private final PartedObject object;
  private final Window<CompletedPart> parts;
  private int count;
  private long size;
  private String sha256 = "";
  private boolean completed;

  PartedBody(Uploads uploads, ArtifactPath path) {
    this.uploads = uploads;
    this.path = path;
    String key = uploads.keys().of(path);
    this.object = S3Failures.call(() -> PartedObject.begin(uploads.bucket(), key, any -> {}));
    this.parts = new Window<>(uploads.threads(), SENT_AT_ONCE);
  }

  /** Sends a part in the background; waits while too many are being sent. Throws UNAVAILABLE if one has failed. */
  void send(PartBuffer part) {
    int number = ++count;
    size += part.size();
    boolean handedOver = false;
    try {
      parts.add(() -> {
        try (part) {
          return uploads.bucket().uploadPart(object, number, part);
        }
      });
      handedOver = true;
    } catch (SdkException e) {
      throw S3Failures.of(e);
    } finally {
      if (!handedOver) {
        part.close();
      }
    }
  }

  /** Sends a part while it is received. Throws UNAVAILABLE if this fails. */
  void pass(PassedPart part) throws IOException {
    int number = ++count;
    size += part.size();
    try {
      parts.addDone(uploads.bucket().uploadPart(object, number, part));
    } catch (SdkException | IllegalStateException e) {
      part.rethrow();
      throw RegistryException.unavailable(Subject.STORAGE, e);
    }
  }

  /** Waits until all parts are sent. */
  void finish(String digest) {
    S3Failures.call(parts::await);
    sha256 = digest;
  }

  int count() {
    return count;
  }

  long size() {
    return size;
  }

  @Override
  public Written commit() {
    Written written = uploads.commit(path, sha256, () -> object.complete(parts.await(), size));
    completed = true;
    return written;
  }

  @Override
  public void close() {
    if (!completed) {
      parts.cancel();
      object.abort();
    }
  }
}
