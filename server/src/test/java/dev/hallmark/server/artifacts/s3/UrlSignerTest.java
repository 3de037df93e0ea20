package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.PresignedTransfers.DownloadHeaders;
import dev.hallmark.server.artifacts.store.PresignedTransfers.SignedRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlSignerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final DownloadHeaders HEADERS = new DownloadHeaders("text/plain", "attachment");

  private static S3Settings settings(
      String endpoint, boolean pathStyle, String encryption, String publicEndpoint) {
    return new S3Settings(
        "models", "", endpoint, "eu-central-1", pathStyle, encryption, true, publicEndpoint);
  }

  private static UrlSigner signer(S3Settings settings) {
    return UrlSigner.create(settings, S3Bucket.CREDENTIALS);
  }

  @Test
  void urls_haveTheAddressOfTheClients() {
    Map<S3Settings, String> addresses = Map.of(
        settings("", false, "", ""), "https://models.s3.eu-central-1.amazonaws.com/a/b%20c?",
        settings("http://s3:9000", true, "", ""), "http://s3:9000/models/a/b%20c?",
        settings("http://s3:9000", true, "", "https://files.example.com"),
            "https://files.example.com/models/a/b%20c?",
        settings("http://s3:9000", false, "", "https://files.example.com:8443"),
            "https://models.files.example.com:8443/a/b%20c?");
    addresses.forEach((settings, address) -> {
      try (UrlSigner signer = signer(settings)) {
        SignedRequest signed = signer.get("a/b c", "", HEADERS, MINUTE);
        assertThat(signed.url())
            .startsWith(address)
            .contains("X-Amz-Expires=60&", "X-Amz-SignedHeaders=host&", "%2Feu-central-1%2Fs3%2F")
            .doesNotContain("versionId");
        assertThat(signed.headers()).isEmpty();
      }
    });
  }

  @Test
  void get_isBoundToAVersion() {
    try (UrlSigner signer = signer(settings("", false, "", ""))) {
      assertThat(signer.get("a", "v-1", HEADERS, MINUTE).url())
          .contains("versionId=v-1&", "response-content-type=text%2Fplain&");
    }
  }

  @Test
  void put_namesTheEncryptionInHeadersThatTheClientMustSend() {
    Map<String, Map<String, String>> headers = Map.of(
        "", Map.of("Content-Type", "text/plain"),
        "AES256", Map.of("Content-Type", "text/plain", "x-amz-server-side-encryption", "AES256"),
        "aws:kms:key-1",
            Map.of(
                "Content-Type", "text/plain",
                "x-amz-server-side-encryption", "aws:kms",
                "x-amz-server-side-encryption-aws-kms-key-id", "key-1"));
    headers.forEach((encryption, expected) -> {
      try (UrlSigner signer = signer(settings("", false, encryption, ""))) {
        assertThat(signer.put("a", "text/plain", MINUTE).headers()).isEqualTo(expected);
        assertThat(signer.part("a", "u", 7, MINUTE).headers()).isEmpty();
      }
    });
  }
}
