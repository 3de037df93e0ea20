package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Tests at the start whether a bucket can be used: writes, reads, lists and deletes an object. */
public final class BucketCheck {
  private static final Logger LOG = LoggerFactory.getLogger(BucketCheck.class);

  /** S3 refuses signatures that are older. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(15);

  private final CheckSteps steps;
  private final Bucket bucket;
  private final Clock clock;
  private final String key;

  public BucketCheck(
      S3Settings settings, Bucket bucket, AwsCredentialsProvider credentials, Clock clock) {
    this.steps = new CheckSteps(settings, credentials);
    this.bucket = bucket;
    this.clock = clock;
    this.key = new BucketKeys(settings.prefix())
        .of(ArtifactPath.of(PathRules.TEMPORARY).child("start-" + UUID.randomUUID()));
  }

  /**
   * Returns why the bucket cannot be used at the moment; empty if it can. Throws {@link RefusedBucketException} if the configuration
   * must be corrected.
   */
  public Optional<String> run() {
    return steps.run(this::check);
  }

  private void check() {
    byte[] content = "Hallmark was here.\n".getBytes(StandardCharsets.UTF_8);
    FileStamp stamp =
        steps.step("write to it", () -> bucket.put(key, PartBuffer.of(content), any -> {}));
    try {
      requireReadable(stamp, content);
    } catch (RuntimeException e) {
      deleteQuietly();
      throw e;
    }
    steps.step("delete in it", this::delete);
  }

  private void requireReadable(FileStamp stamp, byte[] content) {
    Read read = steps.step("read from it", () -> read(stamp));
    requireSame(read.content, content);
    requireClock(read.date);
    steps.step("list it", () -> bucket.list(list -> list.prefix(key).maxKeys(1)));
  }

  private boolean delete() {
    bucket.delete(key);
    return true;
  }

  /** The first problem is the one to report. */
  private void deleteQuietly() {
    try {
      delete();
    } catch (SdkException e) {
      LOG.debug("could not delete {}", key, e);
    }
  }

  /** @param date header of the response; empty if there is none */
  private record Read(byte[] content, String date) {}

  private Read read(FileStamp stamp) {
    ResponseInputStream<GetObjectResponse> open = bucket.get(key, stamp, 0);
    try (InputStream in = open) {
      String date =
          open.response().sdkHttpResponse().firstMatchingHeader("Date").orElse("");
      return new Read(in.readAllBytes(), date);
    } catch (IOException e) {
      throw SdkClientException.create("the response broke off", e);
    }
  }

  private void requireSame(byte[] read, byte[] written) {
    if (!Arrays.equals(read, written)) {
      throw steps.refused("what is read from it is not what was written", null);
    }
  }

  /** The SDK corrects its own time after a refusal, so a wrong clock would affect only signed URLs, which clients get. */
  private void requireClock(String date) {
    Optional<Instant> theirs = instant(date);
    if (theirs.isPresent()
        && Duration.between(theirs.get(), clock.instant()).abs().compareTo(MOST_SKEW) > 0) {
      throw steps.refused(
          BucketProblem.CLOCK + ": here it is " + clock.instant() + ", there " + theirs.get(),
          null);
    }
  }

  private static Optional<Instant> instant(String date) {
    try {
      return date.isEmpty()
          ? Optional.empty()
          : Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
