package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.DaysOrHours;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The background check of registered files.
 *
 * @param bytesPerSecond 0 if it is off
 * @param interval how often each file is read
 */
public record ScrubConfig(long bytesPerSecond, Duration interval) {
  private static final long DEFAULT = 20_000_000;
  private static final Pattern RATE = Pattern.compile("(\\d{1,6})(KB|MB|GB)");

  /** @param bucket whether the files are in a bucket, where each read costs money */
  static ScrubConfig of(Settings settings, boolean bucket) {
    return new ScrubConfig(
        rate(settings.text(Setting.SCRUB_RATE), bucket),
        interval(settings.text(Setting.SCRUB_INTERVAL)));
  }

  private static long rate(String text, boolean bucket) {
    if (text.isEmpty()) {
      return bucket ? 0 : DEFAULT;
    }
    Matcher rate = RATE.matcher(text.toUpperCase(Locale.ROOT));
    if (rate.matches()) {
      long unit = switch (rate.group(2)) {
        case "KB" -> 1_000;
        case "MB" -> 1_000_000;
        default -> 1_000_000_000;
      };
      return Long.parseLong(rate.group(1)) * unit;
    }
    if (text.equals("0") || text.equalsIgnoreCase("off")) {
      return 0;
    }
    throw ConfigException.wrong(
        Setting.SCRUB_RATE, text, "bytes per second, as in 500KB, 20MB or 1GB, or off");
  }

  /** As a value of the setting. */
  public String rate() {
    if (bytesPerSecond == 0) {
      return "off";
    }
    return bytesPerSecond % 1_000_000 == 0
        ? bytesPerSecond / 1_000_000 + "MB"
        : bytesPerSecond / 1_000 + "KB";
  }

  private static Duration interval(String text) {
    return DaysOrHours.parse(text)
        .orElseThrow(() -> ConfigException.wrong(
            Setting.SCRUB_INTERVAL, text, "a number of days or hours, as in 30d or 12h"));
  }
}
