package dev.hallmark.server.config;

/** Who may read artifact files on the disk, beside the server. */
public enum ArtifactMode {
  PRIVATE,
  GROUP
}
