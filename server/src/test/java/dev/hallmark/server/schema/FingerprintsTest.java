package dev.hallmark.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.engine.Postgres;
import dev.hallmark.server.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A digest that was known when rows had a time and an inode is known when they have a fingerprint. */
class FingerprintsTest {
  private static final Fixture BEFORE = new Fixture("202611300908");

  @TempDir
  Path folder;

  private Map<String, String> digests;

  @Test
  void h2() throws IOException, SQLException {
    FileUtils.copyDirectory(BEFORE.h2().toFile(), folder.toFile());
    String url = "jdbc:h2:file:" + folder.resolve("hallmark")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      recogniseFiles(Jdbi.open(connection));
      statement.execute("shutdown");
    }
    try (Database database = Database.file(folder)) {
      assertRecognised(database);
    }
    assertServed("");
  }

  @Test
  void postgresql() throws IOException, SQLException {
    FileUtils.copyDirectory(BEFORE.postgresql().toFile(), folder.toFile());
    String url = PostgresServer.shared().emptyUrl();
    BEFORE.restore(url);
    Jdbi.create(new Postgres(url, "", "").single()).useHandle(this::recogniseFiles);
    try (Database database = Database.postgres(url, "", "")) {
      assertRecognised(database);
    }
    assertServed(url);
  }

  /** The files are copies, so their rows get the time and inode of these. */
  private void recogniseFiles(Handle handle) throws IOException {
    digests = texts(handle, "sha256", "artifact");
    for (String path : digests.keySet()) {
      Path file = folder.resolve("artifacts").resolve(path);
      FileTime modifiedAt = Files.getLastModifiedTime(file);
      String inode = Files.getAttribute(file, "unix:ino").toString();
      for (String table : new String[] {"artifact", "sealed_content"}) {
        handle.execute(
            "update " + table + " set modified_at = ?, file_key = ? where path = ?",
            modifiedAt.to(TimeUnit.NANOSECONDS),
            inode,
            path);
      }
    }
  }

  /** A column of a table, by path. */
  private static Map<String, String> texts(Handle handle, String column, String table) {
    Map<String, String> texts = new TreeMap<>();
    handle
        .createQuery("select path, " + column + " as text from " + table)
        .mapToMap()
        .forEach(row -> texts.put((String) row.get("path"), (String) row.get("text")));
    return texts;
  }

  private void assertRecognised(Database database) throws IOException {
    try (ArtifactStore store =
        LocalStore.open(folder.resolve("artifacts"), FileModes.GROUP, Database::halt)) {
      for (String table : new String[] {"artifact", "sealed_content"}) {
        Map<String, String> fingerprints =
            database.jdbi().withHandle(handle -> texts(handle, "fingerprint", table));
        assertThat(fingerprints)
            .isNotEmpty()
            .allSatisfy((path, fingerprint) -> assertThat(
                    store.stat(new ArtifactPath(path)).orElseThrow().stamp().fingerprint())
                .isEqualTo(fingerprint));
      }
    }
  }

  private void assertServed(String url) {
    try (FixtureServer server = FixtureServer.start(folder, url)) {
      digests.forEach((path, sha256) -> {
        FixtureServer inWorkspace = path.startsWith("workspaces/") ? server.in("team-a") : server;
        assertThat(inWorkspace.etag(path.replace(" ", "%20"))).isEqualTo(sha256);
      });
    }
  }
}
