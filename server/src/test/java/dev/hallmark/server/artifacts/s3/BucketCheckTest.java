package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.artifacts.s3.service.RefusedBucketException;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStoreContract;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.testkit.S3Server;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is said of a bucket that cannot be used. */
class BucketCheckTest {
  private static final ArtifactPath FILE = ArtifactPath.of("1/a");

  private static S3Settings settings(URI endpoint, String bucket, String region, String sse) {
    return new S3Settings(bucket, "models", endpoint.toString(), region, true, sse);
  }

  private static S3Store open(S3Settings settings, AwsCredentialsProvider credentials) {
    return S3Store.open(settings, credentials, S3Bucket.SMALL_LIMITS, Clock.systemUTC());
  }

  private static AwsCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  private static void assertRefused(
      S3Settings settings, AwsCredentialsProvider credentials, String message) {
    assertThatThrownBy(() -> open(settings, credentials))
        .isInstanceOf(RefusedBucketException.class)
        .hasMessage(
            "cannot use the artifacts in s3://" + settings.bucket() + "/models: " + message);
  }

  @Test
  void usableBucket_isLeftAsItWas() {
    try (S3Bucket bucket = new S3Bucket(S3Server.shared())) {
      open(bucket.settings("models"), S3Bucket.CREDENTIALS).close();
      assertThat(bucket.everything()).isEmpty();
    }
  }

  @Test
  void versitygw_isUnderstood() {
    try (S3Bucket bucket = new S3Bucket(S3Server.shared())) {
      S3Settings settings = bucket.settings("models");
      assertRefused(
          settings, credentials("nobody", "x"), "the access key is unknown to the service");
      assertRefused(
          settings,
          credentials(S3Server.ACCESS_KEY, "x"),
          "the secret key is not the one of the access key");
    }
    URI endpoint = S3Server.shared().endpoint();
    assertRefused(
        settings(endpoint, "nowhere", "", ""),
        S3Bucket.CREDENTIALS,
        "the bucket nowhere does not exist");
    assertRefused(
        settings(endpoint, "nowhere", "eu-central-1", ""),
        S3Bucket.CREDENTIALS,
        "the region is wrong: the bucket is in us-east-1; set s3-region");
  }

  @Test
  void wrongClock_isNoticedThoughTheSdkCorrectsIt() {
    try (S3Bucket bucket = new S3Bucket(S3Server.shared())) {
      Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20));
      assertThatThrownBy(() -> S3Store.open(
              bucket.settings("models"), S3Bucket.CREDENTIALS, S3Bucket.SMALL_LIMITS, late))
          .isInstanceOf(RefusedBucketException.class)
          .hasMessageContaining(
              ": the clocks of this machine and of the service differ too much: here it is ");
      assertThat(bucket.everything()).isEmpty();
    }
  }

  @Test
  void missingCredentials_areTold() {
    AwsCredentialsProvider none = () -> {
      throw SdkClientException.create("Unable to load credentials");
    };
    assertThatThrownBy(() -> open(settings(URI.create("http://127.0.0.1:1"), "b", "", ""), none))
        .isInstanceOf(RefusedBucketException.class)
        .hasMessageContaining("no AWS credentials were found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | InvalidAccessKeyId | the access key is unknown to the service",
        "403 | SignatureDoesNotMatch | the secret key is not the one of the access key",
        "400 | ExpiredToken | the session token is not valid, or not any more",
        "404 | NoSuchBucket | the bucket some-bucket does not exist",
        "403 | AccessDenied | access denied: these credentials may not write to it",
        "301 | PermanentRedirect | the region is wrong: the bucket is in eu-west-3; set s3-region",
        "400 | AuthorizationHeaderMalformed | the region is wrong: the bucket is in eu-west-3; set s3-region",
        "403 | RequestTimeTooSkewed | the clocks of this machine and of the service differ too much",
        "400 | KMS.NotFoundException | the service does not encrypt as s3-sse says, aws:kms:none: KMS.NotFoundException, status 400",
        "501 | NotImplemented | the service does not encrypt as s3-sse says, aws:kms:none: NotImplemented, status 501",
        "400 | SomethingElse | the service refused to write to it: SomethingElse, status 400",
      })
  void refusal_isToldByItsCode(int status, String code, String message) throws IOException {
    try (FakeService service = new FakeService(any -> new FakeService.Response(status, code))) {
      assertRefused(
          settings(service.uri(), "some-bucket", "", "aws:kms:none"),
          S3Bucket.CREDENTIALS,
          message);
    }
  }

  @Test
  void serviceThatIsDown_isWaitedFor() throws Exception {
    try (S3Server server = S3Server.create()) {
      server.start();
      try (S3Bucket bucket = new S3Bucket(server)) {
        server.stop();
        try (S3Store store = open(bucket.settings("models"), S3Bucket.CREDENTIALS)) {
          CompletableFuture<Long> done = new CompletableFuture<>();
          store.whenReached(
              () -> done.complete(store.highestNumber()), done::completeExceptionally);
          assertUnavailable(store);
          server.start();
          assertThat(done.get(60, TimeUnit.SECONDS)).isZero();
          assertThat(ArtifactStoreContract.write(store, FILE, "x").stamp().size())
              .isOne();
        }
      }
    }
  }

  private static void assertUnavailable(S3Store store) {
    assertThatThrownBy(() -> store.stat(FILE)).extracting("kind").isEqualTo(ErrorKind.UNAVAILABLE);
    assertThatThrownBy(() -> ArtifactStoreContract.write(store, FILE, "x"))
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThatThrownBy(store::draftSeal).extracting("kind").isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void serviceThatComesBackWithARefusal_isTold() throws Exception {
    try (S3Server server = S3Server.create()) {
      S3Settings settings = settings(server.endpoint(), "nowhere", "", "");
      try (S3Store store = open(settings, S3Bucket.CREDENTIALS)) {
        CompletableFuture<RuntimeException> refusal = new CompletableFuture<>();
        store.whenReached(() -> {}, refusal::complete);
        server.start();
        assertThat(refusal.get(60, TimeUnit.SECONDS))
            .isInstanceOf(RefusedBucketException.class)
            .hasMessageEndingWith("the bucket nowhere does not exist");
      }
    }
  }
}
