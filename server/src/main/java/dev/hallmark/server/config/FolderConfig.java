package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Artifacts in a folder of this machine.
 *
 * @param mode of the folder, where the server creates it, and of the files
 */
public record FolderConfig(Path folder, ArtifactMode mode) implements ArtifactConfig {
  static FolderConfig of(Settings settings) {
    String location = settings.text(Setting.ARTIFACTS);
    if (Settings.isUri(location)) {
      throw ConfigException.wrong(
          Setting.ARTIFACTS,
          location,
          "the path of a folder, without a scheme, or a bucket as in s3://bucket/prefix");
    }
    return new FolderConfig(folder(settings), mode(settings.text(Setting.ARTIFACT_MODE)));
  }

  private static Path folder(Settings settings) {
    return settings.text(Setting.ARTIFACTS).isEmpty()
        ? settings.path(Setting.DATA).resolve("artifacts")
        : settings.path(Setting.ARTIFACTS);
  }

  private static ArtifactMode mode(String text) {
    return Arrays.stream(ArtifactMode.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> ConfigException.wrong(Setting.ARTIFACT_MODE, text, "private or group"));
  }

  /** A folder has no presigned URLs. */
  @Override
  public ArtifactTransfer transfer() {
    return ArtifactTransfer.PROXY;
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public <T> T map(Function<FolderConfig, T> folder, Function<BucketConfig, T> bucket) {
    return folder.apply(this);
  }
}
