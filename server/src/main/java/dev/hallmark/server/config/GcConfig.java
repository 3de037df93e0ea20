package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.DaysOrHours;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.time.Duration;

/**
 * The garbage collection that the server starts by itself.
 *
 * @param every zero if it is off
 * @param olderThan its grace period
 */
public record GcConfig(Duration every, Duration olderThan) {
  private static final String OFF = "off";

  static GcConfig of(Settings settings) {
    String every = settings.text(Setting.GC_EVERY);
    return new GcConfig(
        every.equals(OFF) ? Duration.ZERO : duration(Setting.GC_EVERY, every, ", or off"),
        duration(Setting.GC_OLDER_THAN, settings.text(Setting.GC_OLDER_THAN), ""));
  }

  private static Duration duration(Setting setting, String text, String other) {
    return DaysOrHours.parse(text)
        .orElseThrow(() -> ConfigException.wrong(
            setting, text, "a number of days or hours, as in 7d or 12h" + other));
  }
}
