package dev.hallmark.server.registry.versions;

/**
 * Where a version comes from and where its files are.
 *
 * @param given the source as the client gave it
 * @param location of a reference, where its files lie; empty when the version is sealed
 * @param digest the seal, or of a prompt the digest of its contents; empty for a reference
 * @param runId the run it was made by, empty when nobody said
 * @param loggedModelId the logged model it was made from, or empty
 */
public record VersionSource(
    String given, String location, String digest, String runId, String loggedModelId) {

  /** Whether its files are kept by this server where nobody can change them. */
  public boolean sealed() {
    return location.isEmpty();
  }

  /** What lies elsewhere, and is only remembered. */
  static VersionSource reference(
      String given, String location, String runId, String loggedModelId) {
    return new VersionSource(given, location, "", runId, loggedModelId);
  }

  VersionSource sealedAs(String seal) {
    return new VersionSource(given, "", seal, runId, loggedModelId);
  }

  /** The same, made from this logged model. */
  VersionSource of(String loggedModel) {
    return new VersionSource(given, location, digest, runId, loggedModel);
  }
}
