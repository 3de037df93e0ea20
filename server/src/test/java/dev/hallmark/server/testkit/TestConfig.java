package dev.hallmark.server.testkit;

import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Configurations of servers that live as long as a test. */
public final class TestConfig {
  private TestConfig() {}

  /** A server on a free port of this machine that keeps its files below this folder and writes no access log. */
  public static Config in(Path folder) {
    return in(folder, Map.of());
  }

  /** The same, with these settings on top. */
  public static Config in(Path folder, Map<Setting, String> more) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.DATA, folder.toString());
    flags.put(Setting.PORT, "0");
    flags.put(Setting.ACCESS_LOG, "off");
    flags.putAll(more);
    return Config.of(Settings.read(flags, Map.of()));
  }
}
