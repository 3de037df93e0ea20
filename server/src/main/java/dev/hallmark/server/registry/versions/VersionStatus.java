package dev.hallmark.server.registry.versions;

/** How far a version's registration is. */
public enum VersionStatus {
  PENDING_REGISTRATION,
  FAILED_REGISTRATION,
  READY
}
