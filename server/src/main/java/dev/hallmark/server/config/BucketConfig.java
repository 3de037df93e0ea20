package dev.hallmark.server.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Artifacts in a bucket of an S3 service.
 *
 * @param prefix of all keys, without a slash at either end; empty for the whole bucket
 * @param endpoint URL of the service; empty for Amazon's
 * @param region empty for the one that the AWS SDK finds
 * @param pathStyle whether the bucket is named in the path of URLs, not in the host name
 * @param encryption {@code AES256}, {@code aws:kms} or {@code aws:kms:<key id>}; empty for the bucket's own default
 */
public record BucketConfig(
    String bucket,
    String prefix,
    String endpoint,
    String region,
    boolean pathStyle,
    String encryption)
    implements ArtifactConfig {

  private static final String SCHEME = "s3:";

  /** No segment of the prefix leads elsewhere, and none has a character that paths of artifacts cannot have. */
  private static final Pattern LOCATION =
      Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9])"
          + "((?:/(?!\\.{1,2}(?:/|$))[^/\\\\#?\\p{Cntrl}]{1,255})*)/?");

  private static final int LONGEST_PREFIX = 200; // of the 1,024 bytes of a key
  private static final Pattern ENDPOINT =
      Pattern.compile("https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{0,64}");
  private static final Pattern ENCRYPTION = Pattern.compile("|AES256|aws:kms(:[!-~]+)?");

  private static final List<Setting> OF_BUCKETS =
      List.of(Setting.S3_ENDPOINT, Setting.S3_REGION, Setting.S3_SSE, Setting.S3_PATH_STYLE);

  static boolean isUrl(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Throws where one of these settings is set and the artifacts are in no bucket. */
  static void requireNothing(Settings settings) {
    OF_BUCKETS.stream()
        .filter(each -> !settings.text(each).isEmpty())
        .findFirst()
        .ifPresent(each -> {
          throw new ConfigException(each.key() + " is set, but " + Setting.ARTIFACTS.key()
              + " is no bucket, s3://bucket/prefix");
        });
  }

  static BucketConfig of(Settings settings, String location) {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches() || parts.group(2).length() > LONGEST_PREFIX) {
      throw ConfigException.wrong(
          Setting.ARTIFACTS,
          location,
          "a folder, or a bucket as in s3://bucket or s3://bucket/prefix");
    }
    String endpoint = checked(
        settings,
        Setting.S3_ENDPOINT,
        ENDPOINT,
        "the URL of an S3 service, as in https://s3.example.com:9000");
    return new BucketConfig(
        parts.group(1),
        parts.group(2).isEmpty() ? "" : parts.group(2).substring(1),
        endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint,
        checked(settings, Setting.S3_REGION, REGION, "the name of a region, as in eu-central-1"),
        settings.text(Setting.S3_PATH_STYLE).isEmpty()
            ? !endpoint.isEmpty()
            : settings.isOn(Setting.S3_PATH_STYLE),
        checked(settings, Setting.S3_SSE, ENCRYPTION, "AES256, aws:kms or aws:kms:KEY-ID"));
  }

  private static String checked(
      Settings settings, Setting setting, Pattern pattern, String expected) {
    String text = settings.text(setting);
    if (!text.isEmpty() && !pattern.matcher(text).matches()) {
      throw ConfigException.wrong(setting, text.replaceAll("://.*@", "://(not shown)@"), expected);
    }
    return text;
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
