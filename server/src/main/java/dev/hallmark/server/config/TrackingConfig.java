package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.regex.Pattern;

/**
 * Experiment and run tracking.
 *
 * @param defaultArtifactRoot an {@code mlflow-artifacts:/…} URI, or the location of a {@link DirectRootsConfig.Root}
 * @param external whether clients log their runs to another tracking server
 */
public record TrackingConfig(String defaultArtifactRoot, boolean external) {
  /** No path segment may lead out of the store, and the first one may not be a reserved folder. */
  private static final Pattern ARTIFACT_ROOT = Pattern.compile(
      "mlflow-artifacts:/(?!(?i:seals|versions|\\.tmp)(/|$))(?!/)((?!\\.{1,2}(/|$))[^/\\\\?#%\\p{Cntrl}]+(/|$))*");

  static TrackingConfig of(Settings settings) {
    return new TrackingConfig(
        artifactRoot(settings.text(Setting.DEFAULT_ARTIFACT_ROOT)),
        settings.isOn(Setting.EXTERNAL_TRACKING));
  }

  private static String artifactRoot(String text) {
    if (ARTIFACT_ROOT.matcher(text).matches()) {
      return text;
    }
    return DirectRootsConfig.find(text)
        .map(DirectRootsConfig.Root::location)
        .orElseThrow(() -> ConfigException.wrong(
            Setting.DEFAULT_ARTIFACT_ROOT,
            text,
            "a place in this server's own store, as in mlflow-artifacts:/ or mlflow-artifacts:/team-a,"
                + " or one where clients store files themselves, s3://bucket/prefix or file:///folder"
                + DirectRootsConfig.suggestion(text)));
  }
}
