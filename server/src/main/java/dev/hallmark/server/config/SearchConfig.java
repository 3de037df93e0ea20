package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.time.Duration;

/**
 * Limits and options of searches.
 *
 * @param timeout whole seconds
 * @param aliases whether search results and latest versions include aliases
 */
public record SearchConfig(Duration timeout, boolean aliases) {
  private static final int MAX_SECONDS = 3_600;

  static SearchConfig of(Settings settings) {
    return new SearchConfig(
        settings.seconds(Setting.SEARCH_TIMEOUT, MAX_SECONDS),
        settings.isOn(Setting.SEARCH_ALIASES));
  }
}
