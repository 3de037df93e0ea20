package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Artifacts in a bucket of an S3 service.
 *
 * @param prefix of all keys, without a slash at either end; empty for the whole bucket
 * @param endpoint URL of the service; empty for Amazon's
 * @param region empty for the one that the AWS SDK finds
 * @param pathStyle whether the bucket is named in the path of URLs, not in the host name
 * @param publicEndpoint URL of the service in presigned URLs; empty for the same as {@code endpoint}
 * @param transfer how clients transfer files
 * @param encryption {@code AES256}, {@code aws:kms} or {@code aws:kms:<key id>}; empty for the bucket's own default
 */
public record BucketConfig(
    String bucket,
    String prefix,
    String endpoint,
    String region,
    boolean pathStyle,
    String encryption,
    String publicEndpoint,
    ArtifactTransfer transfer)
    implements ArtifactConfig {

  /** No segment of the prefix leads elsewhere, and none has a character that paths of artifacts cannot have. */
  private static final Pattern LOCATION =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9])"
          + "((?:/(?!\\.{1,2}(?:/|$))[^/\\\\#?\\p{Cntrl}]{1,255})*)/?");

  private static final int LONGEST_PREFIX = 200; // of the 1,024 bytes of a key
  private static final Pattern ENCRYPTION = Pattern.compile("|AES256|aws:kms(:[!-~]+)?");

  private static final List<Setting> OF_SERVICE =
      List.of(Setting.S3_ENDPOINT, Setting.S3_REGION, Setting.S3_PATH_STYLE);

  private static final List<Setting> OF_STORE = List.of(Setting.S3_SSE, Setting.S3_PUBLIC_ENDPOINT);

  /** Throws if one of these settings is set although the artifacts are not in a bucket. */
  static void requireNothing(Settings settings) {
    Stream.concat(
            DirectRootsConfig.haveBucket(settings) ? Stream.empty() : OF_SERVICE.stream(),
            OF_STORE.stream())
        .filter(each -> !settings.text(each).isEmpty())
        .findFirst()
        .ifPresent(each -> {
          throw noBucket(each.key() + " is set");
        });
    if (ArtifactTransfer.of(settings).isDirect()) {
      throw noBucket(
          Setting.ARTIFACT_TRANSFER.key() + " is " + settings.text(Setting.ARTIFACT_TRANSFER));
    }
  }

  private static ConfigException noBucket(String found) {
    return new ConfigException(
        found + ", but " + Setting.ARTIFACTS.key() + " is no bucket, s3://bucket/prefix");
  }

  static BucketConfig of(Settings settings, String location) {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches() || parts.group(2).length() > LONGEST_PREFIX) {
      throw ConfigException.wrong(
          Setting.ARTIFACTS,
          location,
          "a folder, or a bucket as in s3://bucket or s3://bucket/prefix");
    }
    S3ServiceConfig service = S3ServiceConfig.of(settings);
    return new BucketConfig(
        parts.group(1),
        parts.group(2).isEmpty() ? "" : parts.group(2).substring(1),
        service.endpoint(),
        service.region(),
        service.pathStyle(),
        S3ServiceConfig.checked(
            settings, Setting.S3_SSE, ENCRYPTION, "AES256, aws:kms or aws:kms:KEY-ID"),
        S3ServiceConfig.endpoint(settings, Setting.S3_PUBLIC_ENDPOINT),
        ArtifactTransfer.of(settings));
  }

  @Override
  public String location() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  @Override
  public <T> T map(Function<FolderConfig, T> folder, Function<BucketConfig, T> bucket) {
    return bucket.apply(this);
  }
}
