package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a URI was resolved to, and when.
 *
 * @param created when the version was registered; distinguishes versions of a model that was deleted and created again
 * @param location the URI of its files
 * @param digest the digest of its manifest; empty until the files are downloaded if the version is not sealed
 * @param isSealed whether the digest comes from the server
 */
record Resolved(
    String name,
    int version,
    Instant created,
    String runId,
    String location,
    String digest,
    boolean isSealed,
    Instant at) {
  private static final Pattern SEAL = Pattern.compile(".*/seals/([0-9a-f]{64})/files/?");

  static Resolved now(HallmarkClient client, ModelVersion version) {
    String location = client.versions().downloadUri(version.name(), version.version());
    Matcher seal = SEAL.matcher(location);
    boolean isSealed = seal.matches();
    return new Resolved(
        version.name(),
        version.version(),
        version.created(),
        version.runId(),
        location,
        isSealed ? seal.group(1) : "",
        isSealed,
        Instant.now());
  }

  Resolved digest(String known) {
    return new Resolved(name, version, created, runId, location, known, isSealed, at);
  }

  /** The cache key, equal for all processes that use the same version of the same server. */
  String key(HallmarkClient client) {
    return isSealed
        ? digest
        : Sha256.of(String.join(
            "\n",
            client.trackingUri().toString(),
            client.workspace(),
            name,
            String.valueOf(version),
            created.toString(),
            location));
  }

  void write(Path file) throws IOException {
    Properties fields = new Properties();
    fields.setProperty("name", name);
    fields.setProperty("version", String.valueOf(version));
    fields.setProperty("created", created.toString());
    fields.setProperty("run_id", runId);
    fields.setProperty("location", location);
    fields.setProperty("digest", digest);
    fields.setProperty("sealed", String.valueOf(isSealed));
    fields.setProperty("at", at.toString());
    try (OutputStream bytes = Files.newOutputStream(file)) {
      fields.store(bytes, null);
    }
  }

  /** Reads a file from {@link #write}. Throws IllegalArgumentException or DateTimeException if it is damaged. */
  static Resolved read(Path file) throws IOException {
    Properties fields = new Properties();
    try (InputStream bytes = Files.newInputStream(file)) {
      fields.load(bytes);
    }
    return new Resolved(
        field(fields, "name"),
        Integer.parseInt(field(fields, "version")),
        Instant.parse(field(fields, "created")),
        field(fields, "run_id"),
        field(fields, "location"),
        field(fields, "digest"),
        Boolean.parseBoolean(field(fields, "sealed")),
        Instant.parse(field(fields, "at")));
  }

  private static String field(Properties fields, String name) {
    String value = fields.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return value;
  }
}
