package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Path;

/**
 * The validated configuration, with one record per component. All paths are absolute.
 *
 * @param data the folder of the embedded database and the logs
 * @param workspaces whether workspaces other than {@code default} are enabled
 */
public record Config(
    Path data,
    HttpConfig http,
    DatabaseConfig database,
    ArtifactConfig artifacts,
    DirectRootsConfig directRoots,
    TrackingConfig tracking,
    RegistryConfig registry,
    SearchConfig search,
    ScrubConfig scrub,
    GcConfig gc,
    boolean workspaces) {

  /** Throws {@link ConfigException} for the first invalid value. */
  public static Config of(Settings settings) {
    ArtifactConfig artifacts = ArtifactConfig.of(settings);
    return new Config(
        settings.path(Setting.DATA),
        HttpConfig.of(settings),
        DatabaseConfig.of(settings),
        artifacts,
        DirectRootsConfig.of(settings, artifacts),
        TrackingConfig.of(settings),
        RegistryConfig.of(settings),
        SearchConfig.of(settings),
        ScrubConfig.of(settings, artifacts instanceof BucketConfig),
        GcConfig.of(settings),
        settings.isOn(Setting.ENABLE_WORKSPACES));
  }
}
