package dev.hallmark.server.cli;

import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.io.PrintWriter;

/** Prints the settings as a configuration file, with their origins as comments. */
final class SettingsTable {
  private SettingsTable() {}

  static void print(Settings settings, Config config, PrintWriter out) {
    for (Setting each : Setting.values()) {
      Settings.Value value = settings.value(each);
      String comment = each == Setting.CONFIG || isHidden(each, value) ? "# " : "";
      out.println("# " + value.origin());
      out.println(comment + each.key() + "=" + effective(each, value, config));
    }
    out.flush();
  }

  /** The value to print. Paths are absolute, so that the reader sees which folder is used. */
  private static String effective(Setting setting, Settings.Value value, Config config) {
    return switch (setting) {
      case DATA -> config.data().toString();
      case ARTIFACTS -> config.artifacts().location();
      case ACCESS_LOG -> config.http().accessLog();
      case DATABASE -> config.database().shown();
      case DATABASE_PASSWORD -> isHidden(setting, value) ? "(not shown)" : "";
      case SECRET_KEY_FILE -> config.database().secretKeyFile().toString();
      case SCRUB_RATE -> config.scrub().rate();
      case CONFIG,
          HOST,
          PORT,
          S3_ENDPOINT,
          S3_REGION,
          S3_SSE,
          S3_PATH_STYLE,
          S3_PUBLIC_ENDPOINT,
          ARTIFACT_TRANSFER,
          DEFAULT_ARTIFACT_ROOT,
          ARTIFACT_SOURCE,
          AUTH,
          ALLOWED_HOSTS,
          CONNECTIONS_PER_ADDRESS,
          ENABLE_WORKSPACES,
          PUBLIC_URL,
          EXTERNAL_TRACKING,
          ARTIFACT_MODE,
          SCRUB_INTERVAL,
          GC_EVERY,
          GC_OLDER_THAN,
          SEARCH_TIMEOUT,
          SEARCH_ALIASES,
          RESTART_NUMBERS,
          SOURCE_PATTERN,
          DATABASE_USER -> value.text();
    };
  }

  private static boolean isHidden(Setting setting, Settings.Value value) {
    return setting == Setting.DATABASE_PASSWORD && !value.text().isEmpty();
  }
}
