package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.Encryption;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.PresignedTransfers.DownloadHeaders;
import dev.hallmark.server.artifacts.store.PresignedTransfers.SignedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs URLs for the address at which clients reach the service. Sends no request, except for new credentials. */
final class UrlSigner implements AutoCloseable {
  private static final String HOST = "host";
  private static final String TYPE =
      "Content-Type"; // the SDK spells it in lower case, MLflow's server does not

  private final S3Presigner presigner;
  private final String bucket;
  private final Encryption encryption;

  private UrlSigner(S3Presigner presigner, String bucket, Encryption encryption) {
    this.presigner = presigner;
    this.bucket = bucket;
    this.encryption = encryption;
  }

  static UrlSigner create(S3Settings settings, AwsCredentialsProvider credentials) {
    S3Presigner.Builder builder = S3Presigner.builder()
        .credentialsProvider(credentials)
        .serviceConfiguration(S3Configuration.builder()
            .pathStyleAccessEnabled(settings.pathStyle())
            .build());
    String endpoint =
        settings.publicEndpoint().isEmpty() ? settings.endpoint() : settings.publicEndpoint();
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(URI.create(endpoint));
    }
    Clients.region(settings).map(Region::of).ifPresent(builder::region);
    return new UrlSigner(builder.build(), settings.bucket(), Encryption.of(settings.encryption()));
  }

  /** @param version of the object; empty if the bucket keeps no versions */
  SignedRequest get(String key, String version, DownloadHeaders headers, Duration validity) {
    return request(presigner.presignGetObject(presign -> presign
        .signatureDuration(validity)
        .getObjectRequest(get -> {
          get.bucket(bucket)
              .key(key)
              .responseContentType(headers.type())
              .responseContentDisposition(headers.disposition());
          if (!version.isEmpty()) {
            get.versionId(version);
          }
        })));
  }

  SignedRequest put(String key, String type, Duration validity) {
    return request(presigner.presignPutObject(presign -> presign
        .signatureDuration(validity)
        .putObjectRequest(put -> encryption.apply(put.bucket(bucket).key(key).contentType(type)))));
  }

  SignedRequest part(String key, String upload, int number, Duration validity) {
    return request(presigner.presignUploadPart(presign -> presign
        .signatureDuration(validity)
        .uploadPartRequest(
            part -> part.bucket(bucket).key(key).uploadId(upload).partNumber(number))));
  }

  /** Every client sends {@code Host}, so it is not named. */
  private static SignedRequest request(PresignedRequest signed) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, List<String>> each : signed.signedHeaders().entrySet()) {
      if (!each.getKey().equalsIgnoreCase(HOST)) {
        String name = each.getKey().equalsIgnoreCase(TYPE) ? TYPE : each.getKey();
        headers.put(name, String.join(",", each.getValue()));
      }
    }
    return new SignedRequest(signed.url().toString(), headers);
  }

  @Override
  public void close() {
    presigner.close();
  }
}
