package dev.hallmark.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The properties file named by {@link Setting#CONFIG}. A key it does not know is a mistake, never passed over. */
final class SettingsFile {
  private SettingsFile() {}

  static Map<Setting, String> read(String file) {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      lines.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "cannot read the configuration file " + file + ": " + FileProblem.of(e));
    }
    Map<Setting, String> found = new EnumMap<>(Setting.class);
    lines
        .stringPropertyNames()
        .forEach(key -> found.put(setting(key, file), lines.getProperty(key)));
    return found;
  }

  private static Setting setting(String key, String file) {
    return Setting.ofKey(key)
        .filter(each -> each != Setting.CONFIG)
        .orElseThrow(() -> new ConfigException(
            "unknown key '" + key + "' in " + file + "; known are " + knownKeys()));
  }

  private static String knownKeys() {
    return Arrays.stream(Setting.values())
        .filter(each -> each != Setting.CONFIG)
        .map(Setting::key)
        .collect(Collectors.joining(", "));
  }
}
