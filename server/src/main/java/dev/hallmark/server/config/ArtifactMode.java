package dev.hallmark.server.config;

/** Who can read the artifact files besides the user of the server. */
public enum ArtifactMode {
  PRIVATE,
  GROUP
}
