package dev.hallmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketConfigTest {
  private static ArtifactConfig artifacts(Map<Setting, String> flags) {
    return Config.of(Settings.read(flags, Map.of())).artifacts();
  }

  @Test
  void amazonsOwn_needsTheBucketOnly() {
    assertThat(artifacts(Map.of(Setting.ARTIFACTS, "s3://models")))
        .isEqualTo(new BucketConfig("models", "", "", "", false, "", "", ArtifactTransfer.PROXY));
  }

  @Test
  void otherService_hasTheBucketInThePath() {
    ArtifactConfig artifacts = artifacts(Map.of(
        Setting.ARTIFACTS, "s3://models.example.com/team a/größe/",
        Setting.S3_ENDPOINT, "http://10.0.0.7:9000/",
        Setting.S3_REGION, "eu-central-1",
        Setting.S3_SSE, "aws:kms:arn:aws:kms:eu-central-1:1:key/2"));
    assertThat(artifacts)
        .isEqualTo(new BucketConfig(
            "models.example.com",
            "team a/größe",
            "http://10.0.0.7:9000",
            "eu-central-1",
            true,
            "aws:kms:arn:aws:kms:eu-central-1:1:key/2",
            "",
            ArtifactTransfer.PROXY));
    assertThat(artifacts.location()).isEqualTo("s3://models.example.com/team a/größe");
  }

  @ParameterizedTest
  @CsvSource({"'', true", "true, true", "false, false"})
  void pathStyle_canBeChosen(String text, boolean pathStyle) {
    ArtifactConfig artifacts = artifacts(Map.of(
        Setting.ARTIFACTS, "s3://models",
        Setting.S3_ENDPOINT, "http://s3",
        Setting.S3_PATH_STYLE, text));
    assertThat(artifacts)
        .isEqualTo(new BucketConfig(
            "models", "", "http://s3", "", pathStyle, "", "", ArtifactTransfer.PROXY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:",
        "s3://",
        "s3:///models",
        "s3:/models",
        "S3://models",
        "s3://m",
        "s3://models?x",
        "s3://user@models",
        "s3://models/a//b",
        "s3://models/../b",
        "s3://models/a/.",
        "s3://models/a\\b",
        "s3://models/a#b"
      })
  void location_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> artifacts(Map.of(Setting.ARTIFACTS, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("artifacts is '" + text
            + "'; it must be a folder, or a bucket as in s3://bucket or s3://bucket/prefix");
  }

  @ParameterizedTest
  @CsvSource({
    "S3_ENDPOINT, s3.example.com",
    "S3_ENDPOINT, ftp://s3.example.com",
    "S3_ENDPOINT, https://s3.example.com/path",
    "S3_REGION, eu central",
    "S3_SSE, aes256",
    "S3_SSE, aws:kms:",
    "S3_PATH_STYLE, yes",
    "S3_PUBLIC_ENDPOINT, s3.example.com",
    "ARTIFACT_TRANSFER, direct"
  })
  void wrongValue_isNamedWithItsSetting(Setting setting, String text) {
    assertThatThrownBy(() -> artifacts(Map.of(Setting.ARTIFACTS, "s3://models", setting, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(setting.key() + " is '" + text + "'; it must be ");
  }

  @Test
  void passwordInAnEndpoint_isNotRepeated() {
    assertThatThrownBy(() -> artifacts(
            Map.of(Setting.ARTIFACTS, "s3://models", Setting.S3_ENDPOINT, "https://ann:secret@s3")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("s3-endpoint is 'https://(not shown)@s3'; it must be ");
  }

  @ParameterizedTest
  @CsvSource({
    "S3_ENDPOINT, http://s3",
    "S3_REGION, eu-central-1",
    "S3_SSE, AES256",
    "S3_PATH_STYLE, false",
    "S3_PUBLIC_ENDPOINT, https://s3.example.com"
  })
  void settingOfABucket_withAFolderIsRefused(Setting setting, String text) {
    assertThatThrownBy(() -> artifacts(Map.of(setting, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(setting.key() + " is set, but artifacts is no bucket, s3://bucket/prefix");
  }

  @ParameterizedTest
  @CsvSource({"proxy, PROXY", "presigned, PRESIGNED", "both, BOTH", "BOTH, BOTH"})
  void transfer_canBeChosen(String text, ArtifactTransfer transfer) {
    ArtifactConfig artifacts = artifacts(Map.of(
        Setting.ARTIFACTS, "s3://models",
        Setting.S3_PUBLIC_ENDPOINT, "https://s3.example.com/",
        Setting.ARTIFACT_TRANSFER, text));
    assertThat(artifacts)
        .isEqualTo(
            new BucketConfig("models", "", "", "", false, "", "https://s3.example.com", transfer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"presigned", "both"})
  void transferWithPresignedUrls_withAFolderIsRefused(String text) {
    assertThatThrownBy(() -> artifacts(Map.of(Setting.ARTIFACT_TRANSFER, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "artifact-transfer is " + text + ", but artifacts is no bucket, s3://bucket/prefix");
  }

  @Test
  void bucketInAFile_isNoPath(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("settings"), "artifacts=s3://models/a\n");
    assertThat(artifacts(Map.of(Setting.CONFIG, file.toString())).location())
        .isEqualTo("s3://models/a");
  }
}
