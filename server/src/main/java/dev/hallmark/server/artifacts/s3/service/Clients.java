package dev.hallmark.server.artifacts.s3.service;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Creates clients of the SDK. Only the timeouts of connections and the number of attempts limit how long a call takes: the SDK's own
 * timeouts interrupt the calling thread, and a thread that uses the database must not be interrupted.
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SOCKET = Duration.ofSeconds(20);

  /** Some services respond to a copy or to the completion of a multipart upload only when all bytes are written. */
  private static final Duration LONG_WORK = Duration.ofMinutes(5);

  /** Per {@link WrittenBody#STEP} bytes: a service may be no slower than 4 KB/s. */
  public static final Duration WRITE = Duration.ofSeconds(30);

  private static final int ATTEMPTS = 4;
  private static final int ATTEMPTS_OF_LONG_WORK = 3;

  /** For services other than Amazon's, which need none, but the SDK does. */
  private static final String ANY_REGION = "us-east-1";

  /** Number of idle connections per host that the JDK keeps; 5 by default. */
  private static final String KEPT_CONNECTIONS = "http.maxConnections";

  private Clients() {}

  /** The HTTP client of one client of the SDK, which closes it. */
  private record Http(Duration read, Duration write) implements SdkHttpClient.Builder<Http> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      Connections connections = new Connections(CONNECT, read, ClosableTlsSockets::shared);
      return new WriteTimeout(UrlConnectionHttpClient.create(connections), write);
    }
  }

  /** The bucket of a store. Throws {@link RefusedBucketException} if no region is known. */
  public static Bucket bucket(S3Settings settings, AwsCredentialsProvider credentials) {
    return bucket(settings, credentials, WRITE);
  }

  /** @param write timeout for writing */
  public static Bucket bucket(
      S3Settings settings, AwsCredentialsProvider credentials, Duration write) {
    try {
      return new Bucket(
          create(settings, credentials, write),
          patient(settings, credentials),
          settings.bucket(),
          Encryption.of(settings.encryption()),
          !settings.endpoint().startsWith("http:"));
    } catch (SdkClientException e) {
      throw new RefusedBucketException(settings, "no region was found; set s3-region", e);
    }
  }

  /** For requests with a quick response. */
  public static S3Client create(S3Settings settings, AwsCredentialsProvider credentials) {
    return create(settings, credentials, WRITE);
  }

  private static S3Client create(
      S3Settings settings, AwsCredentialsProvider credentials, Duration write) {
    if (System.getProperty(KEPT_CONNECTIONS) == null) {
      System.setProperty(KEPT_CONNECTIONS, "64");
    }
    return create(settings, credentials, new Http(SOCKET, write), ATTEMPTS);
  }

  /** Makes one attempt only, to test the connection. */
  public static S3Client impatient(S3Settings settings, AwsCredentialsProvider credentials) {
    return create(settings, credentials, new Http(SOCKET, WRITE), 1);
  }

  /** For requests whose duration depends on the size of an object. */
  public static S3Client patient(S3Settings settings, AwsCredentialsProvider credentials) {
    return create(settings, credentials, new Http(LONG_WORK, WRITE), ATTEMPTS_OF_LONG_WORK);
  }

  private static S3Client create(
      S3Settings settings, AwsCredentialsProvider credentials, Http http, int attempts) {
    S3ClientBuilder builder = S3Client.builder()
        .credentialsProvider(credentials)
        .httpClientBuilder(http)
        .overrideConfiguration(
            override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .retryOnExceptionOrCauseInstanceOf(
                    XMLStreamException.class) // a response that broke off
                .build()))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(service -> service.expectContinueEnabled(false))
        .forcePathStyle(settings.pathStyle());
    if (!settings.endpoint().isEmpty()) {
      builder.endpointOverride(URI.create(settings.endpoint()));
    }
    region(settings).map(Region::of).ifPresent(builder::region);
    return builder.build();
  }

  /** The region to sign for; empty for the one that the SDK finds. */
  public static Optional<String> region(S3Settings settings) {
    if (!settings.region().isEmpty()) {
      return Optional.of(settings.region());
    }
    return settings.endpoint().isEmpty() ? Optional.empty() : Optional.of(ANY_REGION);
  }
}
