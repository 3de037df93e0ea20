package dev.hallmark.server.registry.versions;

/** The registration status of a version. */
public enum VersionStatus {
  PENDING_REGISTRATION,
  FAILED_REGISTRATION,
  READY
}
