package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.s3.service.Bucket.CopySource;
import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Copying;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.artifacts.store.Written;
import dev.hallmark.server.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Collects the files of a seal. They are copied when the digest is known, because objects cannot be renamed. The manifest is written
 * last: without it, files below {@code seals/<digest>} are not a seal. Such files are not deleted here, because another server may
 * be publishing the same seal.
 */
final class S3Draft implements SealDraft {
  private static final Logger LOG = LoggerFactory.getLogger(S3Draft.class);

  private static final int COPIES_AT_ONCE = 8;

  /** @param name path below the folder {@code files} of the seal */
  private record Planned(Entry source, String name) {}

  private final S3Store store;
  private final List<Planned> files = new ArrayList<>();
  private final ArtifactPath received =
      ArtifactPath.of(PathRules.TEMPORARY).child("seal-" + UUID.randomUUID());

  S3Draft(S3Store store) {
    this.store = store;
  }

  @Override
  public Optional<String> copy(Entry source, String name) {
    Optional<String> sha256 = hash(source);
    sha256.ifPresent(found -> files.add(new Planned(source, name)));
    return sha256;
  }

  private Optional<String> hash(Entry source) {
    ObjectStream object =
        new ObjectStream(store.bucket(), store.keys().of(source.path()), source.stamp(), 0);
    return StoreFailures.call(() -> {
      try (InputStream in = object) {
        return Optional.of(Copying.hash(in));
      } catch (ChangedFileException e) {
        return Optional.empty();
      }
    });
  }

  /** Does not read the file if only this server stores files: an object that replaces another then has another ETag. */
  @Override
  public Optional<String> copy(Entry source, Written known, String name) {
    if (!known.stamp().equals(source.stamp()) || !store.isOnlyWriter()) {
      return copy(source, name);
    }
    files.add(new Planned(source, name));
    return Optional.of(known.sha256());
  }

  /** Stores the file under a temporary key, because the digest of the seal is not known yet. */
  @Override
  public String receive(InputStream in, long length, String name) throws IOException {
    ArtifactPath temporary = received.child(Integer.toString(files.size()));
    try (Incoming incoming = store.uploads().receive(temporary, in, length)) {
      Written written = incoming.commit();
      files.add(new Planned(new Entry(temporary, false, written.stamp(), Instant.EPOCH), name));
      return written.sha256();
    }
  }

  /** S3 has no links. */
  @Override
  public boolean link(ArtifactPath sealed, FileStamp stamp, String name) {
    return false;
  }

  @Override
  public Optional<Map<String, FileStamp>> publish(String digest, byte[] manifest) {
    String list = store.keys().of(Seal.folder(digest).child(Seal.MANIFEST));
    return S3Failures.call(() -> store.bucket().head(list).isPresent()
        ? Optional.empty()
        : ifUnchanged(() -> copyAll(digest)).filter(copied -> putManifest(list, manifest)));
  }

  private Map<String, FileStamp> copyAll(String digest) {
    Window<FileStamp> copies = new Window<>(store.threads(), COPIES_AT_ONCE);
    try {
      files.forEach(each -> {
        CopySource source = source(each.source);
        String key = store.keys().of(Seal.location(digest).child(each.name));
        copies.add(() -> store.copies().copy(source, key));
      });
      List<FileStamp> stamps = copies.await();
      Map<String, FileStamp> copied = new HashMap<>();
      for (int i = 0; i < stamps.size(); i++) {
        copied.put(files.get(i).name, stamps.get(i));
      }
      return copied;
    } finally {
      copies.cancel();
    }
  }

  private CopySource source(Entry file) {
    return new CopySource(
        store.keys().of(file.path()), file.size(), file.stamp().fingerprint());
  }

  /** Returns false if another server has published the same seal. */
  private boolean putManifest(String key, byte[] manifest) {
    PartBuffer content = PartBuffer.of(manifest);
    try {
      store.bucket().put(key, content, put -> put.ifNoneMatch("*"));
      return true;
    } catch (SdkException e) {
      if (S3Failures.isUnsupported(e)) {
        store.bucket().put(key, content, any -> {});
        return true;
      }
      if (S3Failures.status(e) == 412 || S3Failures.status(e) == 409) {
        return false;
      }
      throw e;
    }
  }

  /** Empty if a source file has been replaced or deleted. */
  private static <T> Optional<T> ifUnchanged(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (SdkException e) {
      if (S3Failures.isOther(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Deletes the received files; what a failure leaves is below the folder of temporary files. */
  @Override
  public void close() {
    boolean hasReceived = files.stream().anyMatch(each -> each.source.path().startsWith(received));
    files.clear();
    if (hasReceived) {
      try {
        store.delete(received);
      } catch (RegistryException e) {
        LOG.warn("{} could not be deleted", received, e);
      }
    }
  }
}
