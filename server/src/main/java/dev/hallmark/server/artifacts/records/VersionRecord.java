package dev.hallmark.server.artifacts.records;

import dev.hallmark.server.artifacts.store.ArtifactPath;

/**
 * The contents of a version record, which allows recovery without the database.
 *
 * @param modelId the internal id of the registered model, which a rename does not change
 * @param digest the digest of the seal; empty for a reference version
 * @param runId the run that created it, or empty
 * @param createdAt milliseconds since the epoch
 */
public record VersionRecord(
    long modelId,
    String name,
    int version,
    String source,
    String digest,
    String runId,
    long createdAt) {

  ArtifactPath path() {
    return folder(modelId).child(version + ".json");
  }

  static ArtifactPath folder(long modelId) {
    return new ArtifactPath("versions/" + modelId);
  }

  String json() {
    return "{\"name\": " + quoted(name) + ", \"version\": " + version + ", \"source\": "
        + quoted(source)
        + ", \"digest\": " + quoted(digest) + ", \"run_id\": " + quoted(runId)
        + ", \"created_at\": " + createdAt + "}\n";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> {
      if (c == '"' || c == '\\') {
        json.append('\\').append((char) c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", c));
      } else {
        json.append((char) c);
      }
    });
    return json.append('"').toString();
  }
}
