package dev.hallmark.server.config;

import java.util.regex.Pattern;

/**
 * Experiments and runs.
 *
 * @param defaultArtifactRoot a URI in the server's own scheme, {@code mlflow-artifacts:/…}
 * @param external whether clients track their runs on another server
 */
public record TrackingConfig(String defaultArtifactRoot, boolean external) {
  /** No segment leads out of the store, and the first is none that the store reserves for itself. */
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
    throw ConfigException.wrong(
        Setting.DEFAULT_ARTIFACT_ROOT,
        text,
        "a place in this server's own store, as in mlflow-artifacts:/ or mlflow-artifacts:/team-a");
  }
}
