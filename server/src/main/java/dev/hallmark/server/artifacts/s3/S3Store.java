package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Availability;
import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketCheck;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.RefusedBucketException;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Artifact store in an S3 bucket. The key of an object is its path. What the service has acknowledged is durable. If the service was
 * unavailable at the start, all methods throw UNAVAILABLE until it has been reached.
 */
public final class S3Store implements ArtifactStore {
  private final S3Settings settings;
  private final BucketKeys keys;
  private final Bucket bucket;
  private final AwsCredentialsProvider credentials;
  private final Clock clock;
  private final ExecutorService threads = Window.newThreads();
  private final S3Tree tree;
  private final Uploads uploads;
  private final ServerSideCopies copies;
  private final FolderDeletion deletion;
  private final Availability availability;
  private final UrlSigner signer; // null if presigned URLs are not enabled

  private S3Store(
      S3Settings settings,
      AwsCredentialsProvider credentials,
      Bucket bucket,
      S3Limits limits,
      Clock clock) {
    this.settings = settings;
    this.keys = new BucketKeys(settings.prefix());
    this.bucket = bucket;
    this.credentials = credentials;
    this.clock = clock;
    this.tree = new S3Tree(bucket, keys);
    this.uploads = new Uploads(bucket, keys, tree, limits.memory(), threads);
    this.copies = new ServerSideCopies(bucket, threads, limits.largestCopy());
    this.deletion = new FolderDeletion(bucket, keys, tree);
    this.availability = new Availability(settings.location(), this::check);
    this.signer = settings.presigned() ? UrlSigner.create(settings, credentials) : null;
  }

  /**
   * Opens a store and tests whether the bucket can be used. If the service is unavailable, {@link #whenReached} tries again. Throws
   * {@link RefusedBucketException} if the configuration must be corrected.
   */
  public static S3Store open(S3Settings settings, Clock clock) {
    return open(settings, DefaultCredentialsProvider.builder().build(), S3Limits.usual(), clock);
  }

  static S3Store open(
      S3Settings settings, AwsCredentialsProvider credentials, S3Limits limits, Clock clock) {
    Bucket bucket = Clients.bucket(settings, credentials, limits.write());
    S3Store store = new S3Store(settings, credentials, bucket, limits, clock);
    boolean opened = false;
    try {
      store.availability.test();
      opened = true;
      return store;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  private Optional<String> check() {
    try (S3Client impatient = Clients.impatient(settings, credentials)) {
      Bucket tried = bucket.with(impatient);
      return new BucketCheck(settings, tried, credentials, clock).run();
    }
  }

  @Override
  public Optional<PresignedTransfers> presigned() {
    return Optional.ofNullable(signer)
        .map(signing -> new S3Presigned(bucket, keys, tree, signing, availability));
  }

  @Override
  public void whenReached(Runnable work, Consumer<RuntimeException> onFailure) {
    availability.whenReached(work, onFailure);
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    availability.require();
    return S3Failures.call(() -> tree.look(path));
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    availability.require();
    return S3Failures.call(() -> tree.list(folder, count));
  }

  @Override
  public List<Entry> files(ArtifactPath path, IntConsumer count) {
    availability.require();
    return S3Failures.call(() -> tree.files(path, count));
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    availability.require();
    return S3Failures.call(() -> S3File.open(bucket, keys, path));
  }

  @Override
  public Incoming receive(ArtifactPath path, InputStream body, long length) {
    availability.require();
    S3Failures.call(() -> {
      tree.requireRoomForFile(path);
      return true;
    });
    return StoreFailures.call(() -> uploads.receive(path, body, length));
  }

  @Override
  public void writeUnflushed(ArtifactPath path, byte[] content) {
    availability.require();
    S3Failures.call(() -> bucket.put(keys.of(path), PartBuffer.of(content), any -> {}));
  }

  @Override
  public boolean delete(ArtifactPath path) {
    availability.require();
    if (path.isRoot()) {
      return false;
    }
    return deletion.delete(path);
  }

  @Override
  public boolean deleteUntil(ArtifactPath path, BooleanSupplier stop) {
    availability.require();
    return deletion.deleteUntil(path, stop);
  }

  @Override
  public Usage usage(ArtifactPath path) {
    availability.require();
    return S3Failures.call(() -> tree.usage(path));
  }

  @Override
  public List<String> names(ArtifactPath folder, String after, int limit) {
    availability.require();
    return S3Failures.call(() -> tree.names(folder, after, limit));
  }

  @Override
  public Leftovers temporaryFiles() {
    return new TemporaryObjects(this, tree);
  }

  @Override
  public Leftovers unfinishedUploads() {
    return new UnfinishedUploads(this);
  }

  void requireAvailable() {
    availability.require();
  }

  @Override
  public SealDraft draftSeal() {
    availability.require();
    return new S3Draft(this);
  }

  /** Does nothing: what the service has acknowledged is durable. */
  @Override
  public void flushSeal(String digest) {
    availability.require();
  }

  /**
   * Whether only this server stores files, so that an equal ETag proves equal bytes. A client that stores files itself can choose
   * different files with the same MD5, which is the ETag of many services.
   */
  boolean isOnlyWriter() {
    return !settings.presigned();
  }

  BucketKeys keys() {
    return keys;
  }

  Bucket bucket() {
    return bucket;
  }

  Uploads uploads() {
    return uploads;
  }

  ServerSideCopies copies() {
    return copies;
  }

  ExecutorService threads() {
    return threads;
  }

  @Override
  public void close() {
    availability.close();
    threads.shutdownNow();
    bucket.close();
    if (signer != null) {
      signer.close();
    }
    if (credentials instanceof SdkAutoCloseable refreshing) {
      refreshing.close();
    }
  }
}
