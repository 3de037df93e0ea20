package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.function.Function;

/** Location of the artifacts. */
public sealed interface ArtifactConfig permits FolderConfig, BucketConfig {
  static ArtifactConfig of(Settings settings) {
    String text = settings.text(Setting.ARTIFACTS);
    if (Settings.isBucket(text)) {
      return BucketConfig.of(settings, text);
    }
    FolderConfig folder = FolderConfig.of(settings);
    BucketConfig.requireNothing(settings);
    return folder;
  }

  /** How clients transfer files. */
  ArtifactTransfer transfer();

  /** The value of the setting. */
  String location();

  /** Applies the function for this kind of location. */
  <T> T map(Function<FolderConfig, T> folder, Function<BucketConfig, T> bucket);
}
