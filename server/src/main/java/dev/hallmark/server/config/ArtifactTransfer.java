package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;

/** How clients transfer the files of artifacts. */
public enum ArtifactTransfer {
  /** Through this server only. */
  PROXY,
  /** With presigned URLs, directly from and to the S3 service. */
  PRESIGNED,
  /** In either way, as the client likes. */
  BOTH;

  /** Whether clients can get presigned URLs. */
  public boolean isDirect() {
    return this != PROXY;
  }

  static ArtifactTransfer of(Settings settings) {
    String text = settings.text(Setting.ARTIFACT_TRANSFER);
    for (ArtifactTransfer each : values()) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw ConfigException.wrong(Setting.ARTIFACT_TRANSFER, text, "proxy, presigned or both");
  }
}
