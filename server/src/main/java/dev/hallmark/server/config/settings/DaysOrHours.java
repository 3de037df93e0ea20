package dev.hallmark.server.config.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as in {@code 30d} or {@code 12h}, at least one hour. */
public final class DaysOrHours {
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([dh])");

  private DaysOrHours() {}

  public static Optional<Duration> parse(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(time.group(1));
    return Optional.of(
        time.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number));
  }
}
