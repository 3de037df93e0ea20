package dev.hallmark.server.config;

import java.nio.file.Path;

/**
 * What the server is started with, checked, in one group per component. All paths are absolute.
 *
 * @param data folder of the embedded database and of the logs
 * @param workspaces whether clients may have other workspaces than the one called default
 */
public record Config(
    Path data,
    HttpConfig http,
    DatabaseConfig database,
    ArtifactConfig artifacts,
    TrackingConfig tracking,
    RegistryConfig registry,
    SearchConfig search,
    boolean workspaces) {

  /** Throws {@link ConfigException} for the first value that the server cannot start with. */
  public static Config of(Settings settings) {
    return new Config(
        settings.path(Setting.DATA),
        HttpConfig.of(settings),
        DatabaseConfig.of(settings),
        ArtifactConfig.of(settings),
        TrackingConfig.of(settings),
        RegistryConfig.of(settings),
        SearchConfig.of(settings),
        settings.isOn(Setting.ENABLE_WORKSPACES));
  }
}
