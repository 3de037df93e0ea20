package dev.hallmark.server.config.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The value and origin of every setting. A flag takes precedence over an environment variable, that over the configuration file, that over
 * the default.
 */
public final class Settings {
  private static final String BUCKET_SCHEME = "s3:";
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  /**
   * @param origin for messages: {@code flag --port}, {@code variable HALLMARK_PORT}, {@code file /etc/hallmark.properties}, {@code default}
   * @param chosen whether the operator has set it
   */
  public record Value(String text, String origin, boolean chosen) {}

  private final Map<Setting, Value> values;

  private Settings(Map<Setting, Value> values) {
    this.values = values;
  }

  /** @param environment all environment variables of the process; unknown ones are ignored */
  public static Settings read(Map<Setting, String> flags, Map<String, String> environment) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting each : Setting.values()) {
      values.put(each, new Value(each.initial(), "default", false));
    }
    Map<Setting, Value> above = new EnumMap<>(Setting.class);
    for (Setting each : Setting.values()) {
      String variable = environment.getOrDefault(each.variable(), "");
      if (!variable.isEmpty()) {
        above.put(each, new Value(variable, "variable " + each.variable(), true));
      }
    }
    flags.forEach((each, text) -> above.put(each, new Value(text, "flag " + each.flag(), true)));
    if (above.containsKey(Setting.CONFIG)) {
      String file = above.get(Setting.CONFIG).text();
      SettingsFile.read(file)
          .forEach((each, text) -> values.put(each, new Value(text, "file " + file, true)));
    }
    values.putAll(above);
    return new Settings(values);
  }

  /** The variables of this process. */
  public static Map<String, String> environment() {
    return System.getenv();
  }

  public Value value(Setting setting) {
    return values.get(setting);
  }

  public String text(Setting setting) {
    return values.get(setting).text().strip();
  }

  public int number(Setting setting, int least, int most) {
    return number(setting, least, most, "a number");
  }

  /** A whole number of seconds, at least 1. */
  public Duration seconds(Setting setting, int most) {
    return Duration.ofSeconds(number(setting, 1, most, "a number of seconds"));
  }

  private int number(Setting setting, int least, int most, String what) {
    String text = text(setting);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // handled below like a number out of range
    }
    throw ConfigException.wrong(setting, text, what + " from " + least + " to " + most);
  }

  public boolean isOn(Setting setting) {
    String text = text(setting);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ConfigException.wrong(setting, text, "true or false");
    };
  }

  /** An absolute path. Throws if the setting has no value. */
  public Path path(Setting setting) {
    String text = text(setting);
    try {
      if (!text.isEmpty()) {
        return Path.of(text).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // handled below like a missing path
    }
    throw ConfigException.wrong(setting, text, "a path");
  }

  /** Whether a location is a URI, not the path of a folder. The drive of a path has one letter. */
  public static boolean isUri(String location) {
    return URI.matcher(location).lookingAt();
  }

  /** Whether a location is a bucket, not a folder. */
  public static boolean isBucket(String location) {
    return location.regionMatches(true, 0, BUCKET_SCHEME, 0, BUCKET_SCHEME.length());
  }
}
