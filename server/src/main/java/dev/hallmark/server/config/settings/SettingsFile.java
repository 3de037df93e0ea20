package dev.hallmark.server.config.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The properties file named by {@link Setting#CONFIG}. An unknown key is an error. Relative paths are resolved against the folder of the
 * file.
 */
public final class SettingsFile {
  /** Values of path settings that are not paths. */
  private static final Set<String> WORDS = Set.of("", "-", "off");

  /** Some editors on Windows write it at the start of a file. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SettingsFile() {}

  public static Map<Setting, String> read(String file) {
    Properties lines = new Properties();
    try {
      String text = Files.readString(Path.of(file));
      lines.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "cannot read the configuration file " + file + ": " + FileProblem.of(e));
    }
    Map<Setting, String> found = new EnumMap<>(Setting.class);
    lines.stringPropertyNames().forEach(key -> {
      Setting setting = setting(key, file);
      String text = lines.getProperty(key).strip();
      found.put(setting, isPath(setting, text) ? from(file, text) : text);
    });
    return found;
  }

  private static boolean isPath(Setting setting, String text) {
    return setting.isPath() && !WORDS.contains(text) && !Settings.isUri(text);
  }

  private static String from(String file, String path) {
    try {
      return Path.of(file).toAbsolutePath().resolveSibling(path).normalize().toString();
    } catch (InvalidPathException e) {
      return path; // Config reports the invalid path together with its setting
    }
  }

  private static Setting setting(String key, String file) {
    return Setting.ofKey(key)
        .filter(each -> each != Setting.CONFIG)
        .orElseThrow(() -> new ConfigException("unknown key '" + key + "' in " + file
            + Similar.question(key, knownKeys()) + " (known are "
            + String.join(", ", knownKeys()) + ")"));
  }

  private static List<String> knownKeys() {
    return Arrays.stream(Setting.values())
        .filter(each -> each != Setting.CONFIG)
        .map(Setting::key)
        .toList();
  }
}
