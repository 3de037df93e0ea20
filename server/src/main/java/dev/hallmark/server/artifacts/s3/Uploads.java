package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.s3.service.PassedPart;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Receives files without writing them to disk. A part is kept in memory until the service has stored it, so that it can be sent
 * again. If no memory is free, because many clients send at once or slowly, the part is forwarded without a copy in memory.
 */
record Uploads(
    Bucket bucket, BucketKeys keys, S3Tree tree, PartMemory memory, ExecutorService threads) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** See {@link dev.hallmark.server.artifacts.store.ArtifactStore#receive}. */
  Incoming receive(ArtifactPath path, InputStream body, long length) throws IOException {
    ReceivedBody rest = new ReceivedBody(body, length, PartSizes.of(length, memory.most()));
    Optional<PartBuffer> first = next(rest, 1);
    boolean handedOver = false;
    try {
      if (first.isPresent() && rest.isAtEnd()) {
        rest.requireLength();
        handedOver = true;
        return new WholeBody(this, path, first.get(), rest.sha256());
      }
      rest.requireMore();
      PartedBody upload = new PartedBody(this, path);
      handedOver = true;
      return receive(upload, first, rest);
    } finally {
      if (!handedOver) {
        first.ifPresent(PartBuffer::close);
      }
    }
  }

  private Incoming receive(PartedBody upload, Optional<PartBuffer> first, ReceivedBody rest)
      throws IOException {
    boolean whole = false;
    try {
      send(upload, first, rest);
      while (!rest.isAtEnd()) {
        rest.requireMore();
        send(upload, next(rest, upload.count() + 1), rest);
      }
      rest.requireLength();
      upload.finish(rest.sha256());
      whole = true;
      return upload;
    } finally {
      if (!whole) {
        upload.close();
      }
    }
  }

  private static void send(PartedBody upload, Optional<PartBuffer> part, ReceivedBody rest)
      throws IOException {
    if (part.isPresent()) {
      upload.send(part.get());
    } else {
      PassedPart passed = rest.passed(upload.count() + 1);
      try {
        upload.pass(passed);
      } catch (EOFException e) {
        throw rest.endedIn(passed);
      }
    }
  }

  /** Reads the next part. Empty if no memory is free and the part can be forwarded instead. */
  private Optional<PartBuffer> next(ReceivedBody body, int number) throws IOException {
    Optional<PartBuffer> part = body.isLengthKnown()
        ? memory.take(body.sizeOf(number), body.isPassing() ? Duration.ZERO : PATIENCE)
        : Optional.of(memory.take(body.sizeOf(number)));
    boolean filled = false;
    try {
      if (part.isPresent()) {
        body.read(part.get());
      }
      filled = true;
      return part;
    } finally {
      if (!filled) {
        part.ifPresent(PartBuffer::close);
      }
    }
  }

  /** Makes a file visible. Throws UNAVAILABLE with reason UNSURE if it may be visible although this failed. */
  Written commit(ArtifactPath path, String sha256, Supplier<FileStamp> change) {
    try {
      Written written = new Written(S3Failures.change(change), sha256);
      tree.stored(path);
      return written;
    } catch (RegistryException e) {
      throw e.reason() == Reason.MISMATCH ? S3Tree.mismatch(path) : e;
    }
  }
}
