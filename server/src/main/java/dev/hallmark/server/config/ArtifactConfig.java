package dev.hallmark.server.config;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The local artifact store.
 *
 * @param mode permissions of the files, and of the folder if the server creates it
 */
public record ArtifactConfig(Path folder, ArtifactMode mode) {
  static ArtifactConfig of(Settings settings) {
    return new ArtifactConfig(folder(settings), mode(settings.text(Setting.ARTIFACT_MODE)));
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
}
