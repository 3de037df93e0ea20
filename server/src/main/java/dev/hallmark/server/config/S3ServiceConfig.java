package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.regex.Pattern;

/**
 * The S3 service of all buckets.
 *
 * @param endpoint its URL; empty for Amazon's
 * @param region empty for the one that the AWS SDK finds
 * @param pathStyle whether the bucket is named in the path of URLs, not in the host name
 */
public record S3ServiceConfig(String endpoint, String region, boolean pathStyle) {
  private static final Pattern ENDPOINT =
      Pattern.compile("https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?");
  private static final Pattern ADDRESS = Pattern.compile("https?://([0-9.]+|\\[.*])(:[0-9]+)?");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{0,64}");

  static S3ServiceConfig of(Settings settings) {
    String endpoint = endpoint(settings, Setting.S3_ENDPOINT);
    boolean pathStyle = settings.text(Setting.S3_PATH_STYLE).isEmpty()
        ? !endpoint.isEmpty()
        : settings.isOn(Setting.S3_PATH_STYLE);
    if (!pathStyle && ADDRESS.matcher(endpoint).matches()) {
      throw ConfigException.wrong(
          Setting.S3_PATH_STYLE,
          "false",
          "true for s3-endpoint " + endpoint + ": an address cannot have the bucket in its name");
    }
    return new S3ServiceConfig(
        endpoint,
        checked(settings, Setting.S3_REGION, REGION, "the name of a region, as in eu-central-1"),
        pathStyle);
  }

  /** Without a slash at the end. */
  static String endpoint(Settings settings, Setting setting) {
    String url = checked(
        settings, setting, ENDPOINT, "the URL of an S3 service, as in https://s3.example.com:9000");
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  static String checked(Settings settings, Setting setting, Pattern pattern, String expected) {
    String text = settings.text(setting);
    if (!text.isEmpty() && !pattern.matcher(text).matches()) {
      throw ConfigException.wrong(setting, text.replaceAll("://.*@", "://(not shown)@"), expected);
    }
    return text;
  }
}
