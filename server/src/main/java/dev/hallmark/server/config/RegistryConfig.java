package dev.hallmark.server.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Models and their versions.
 *
 * @param restartNumbers whether the versions of a model are numbered from 1 although its name was used before
 * @param sourcePattern regular expression that must be found in a version's source; empty for none
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
