package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.s3.service.Availability;
import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.BucketProblem;
import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.ReadCheck;
import dev.hallmark.server.artifacts.s3.service.RefusedBucketException;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A bucket, or the keys of a bucket that begin with a prefix, where clients store files. Sends requests that read only. */
public final class S3Root implements DirectRoot {
  private final S3Settings settings;
  private final DirectUri uri;
  private final Bucket bucket;
  private final BucketKeys keys;
  private final S3Tree tree;
  private final AwsCredentialsProvider credentials;
  private final Availability availability;

  private S3Root(S3Settings settings, AwsCredentialsProvider credentials) {
    this.settings = settings;
    this.uri = DirectUri.of(settings.location()).orElseThrow();
    this.credentials = credentials;
    this.bucket = Clients.bucket(settings, credentials);
    this.keys = new BucketKeys(settings.prefix());
    this.tree = new S3Tree(bucket, keys);
    this.availability = new Availability(settings.location(), this::check);
  }

  /**
   * Tests whether the bucket can be read. If the service is unavailable, {@link #whenReached} tries again. Throws
   * {@link RefusedBucketException} if the configuration must be corrected.
   */
  public static S3Root open(S3Settings settings) {
    return open(settings, DefaultCredentialsProvider.builder().build());
  }

  static S3Root open(S3Settings settings, AwsCredentialsProvider credentials) {
    S3Root root = new S3Root(settings, credentials);
    boolean opened = false;
    try {
      root.availability.test();
      opened = true;
      return root;
    } finally {
      if (!opened) {
        root.close();
      }
    }
  }

  private Optional<String> check() {
    try (S3Client impatient = Clients.impatient(settings, credentials)) {
      return new ReadCheck(settings, bucket.with(impatient), credentials).run();
    }
  }

  @Override
  public DirectUri uri() {
    return uri;
  }

  @Override
  public void whenReached(Runnable work, Consumer<RuntimeException> onFailure) {
    availability.whenReached(work, onFailure);
  }

  /** Nothing to test: unlike a mount point, an existing bucket without the files has never had them or has them no more. */
  @Override
  public void requireMounted() {}

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    return call(() -> tree.look(path));
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    return call(() -> tree.list(folder, count));
  }

  @Override
  public List<Entry> files(ArtifactPath path, IntConsumer count) {
    return call(() -> tree.files(path, count));
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    return call(() -> S3File.open(bucket, keys, path));
  }

  @Override
  public InputStream read(Entry file) {
    availability.require();
    ObjectStream object = new ObjectStream(bucket, keys.of(file.path()), file.stamp(), 0);
    return new FilterInputStream(object) {
      @Override
      public int read(byte[] to, int at, int length) throws IOException {
        try {
          return super.read(to, at, length);
        } catch (IOException e) {
          if (e.getCause() instanceof SdkException failure && isRefusal(failure)) {
            throw refused(failure);
          }
          throw e;
        }
      }
    };
  }

  private static boolean isRefusal(SdkException e) {
    return BucketProblem.isRefusal(e) && !S3Failures.isOther(e);
  }

  private <T> T call(Supplier<T> work) {
    availability.require();
    try {
      return work.get();
    } catch (SdkException e) {
      RegistryException failure = S3Failures.of(e);
      throw failure.kind() == ErrorKind.UNAVAILABLE && isRefusal(e) ? refused(e) : failure;
    }
  }

  private RegistryException refused(SdkException e) {
    String problem = new BucketProblem(settings).of(e, "read from it");
    if (S3Failures.code(e).equals("NoSuchBucket")) {
      return uri.missing(problem);
    }
    return RegistryException.of(
        ErrorKind.FORBIDDEN,
        Subject.ARTIFACT,
        Reason.REFUSED_BY_STORAGE,
        "artifact_uri",
        settings.location(),
        problem);
  }

  @Override
  public void close() {
    availability.close();
    bucket.close();
    if (credentials instanceof SdkAutoCloseable refreshing) {
      refreshing.close();
    }
  }
}
