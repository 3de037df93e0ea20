package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The model registry.
 *
 * @param restartNumbers whether version numbers of a new model start at 1 even if its name was used before
 * @param sourcePattern a regular expression that must match a part of each version's source; empty for no check
 */
public record RegistryConfig(boolean restartNumbers, String sourcePattern) {
  static RegistryConfig of(Settings settings) {
    return new RegistryConfig(
        settings.isOn(Setting.RESTART_NUMBERS),
        sourcePattern(settings.text(Setting.SOURCE_PATTERN)));
  }

  private static String sourcePattern(String text) {
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw ConfigException.wrong(
          Setting.SOURCE_PATTERN, text, "a regular expression: " + e.getDescription());
    }
  }
}
