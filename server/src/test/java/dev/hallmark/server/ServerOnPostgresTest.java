package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.cli.CommandLines;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.PostgresServer;
import dev.hallmark.server.testkit.TestConfig;
import dev.hallmark.server.testkit.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server on a PostgreSQL database: how it starts, refuses to, waits for the database, shares it. */
@Timeout(120)
class ServerOnPostgresTest {
  private static final String UNAVAILABLE =
      "{\"error_code\":\"TEMPORARILY_UNAVAILABLE\",\"message\":\"";

  @TempDir
  Path folder;

  private Path key;

  @BeforeEach
  void makeKey() throws Exception {
    key = Files.write(folder.resolve("shared.key"), new byte[32]);
  }

  @Test
  void databaseThatIsOutOfReach_isAnswered503UntilItIsThere() throws Exception {
    try (PostgresServer postgres = PostgresServer.create();
        TestServer server = TestServer.on(settings(postgres.url("postgres")))) {
      assertUnavailable(server, "/health");
      assertUnavailable(server, "/api/2.0/mlflow/registered-models/search");
      assertUnavailable(server, "/api/2.0/mlflow/experiments/get?experiment_id=0");
      HttpResponse<String> change = server.send(create(server, "iris"));
      assertThat(change.statusCode()).isEqualTo(503);
      assertThat(change.headers().firstValue("Retry-After")).contains("1");

      postgres.start();
      while (server.send(server.request("/health")).statusCode() != 200) {
        Thread.sleep(20);
      }
      assertThat(server.send(create(server, "iris")).statusCode()).isEqualTo(200);
      assertThat(server
              .send(server.request("/api/2.0/mlflow/experiments/get?experiment_id=0"))
              .body())
          .contains("\"name\":\"Default\"");

      postgres.stop();
      while (server.send(server.request("/health")).statusCode() == 200) {
        Thread.sleep(20);
      }
      assertUnavailable(server, "/api/2.0/mlflow/registered-models/get?name=iris");
      postgres.start();
      while (server.send(server.request("/health")).statusCode() != 200) {
        Thread.sleep(20);
      }
      assertThat(server
              .send(server.request("/api/2.0/mlflow/registered-models/get?name=iris"))
              .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void databaseThatTakesNoChanges_isReadAndHealthSaysSo() throws Exception {
    try (PostgresServer postgres = PostgresServer.create()) {
      postgres.start();
      try (TestServer server = TestServer.on(settings(postgres.url("postgres")))) {
        assertThat(server.send(create(server, "iris")).statusCode()).isEqualTo(200);
        postgres.takeChanges(false);
        awaitHealth(server, "OK, read-only: database");
        assertRefused(
            server.send(create(server, "lily")),
            "The server can only read now: its database takes no changes."
                + " Nothing was changed; try again.");
        assertThat(server
                .send(server.request("/api/2.0/mlflow/registered-models/get?name=iris"))
                .statusCode())
            .isEqualTo(200);
        postgres.takeChanges(true);
        awaitHealth(server, "OK");
        assertThat(server.send(create(server, "lily")).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void fullDiskOfTheDatabase_is503AndReadsGoOn() throws Exception {
    PostgresServer postgres = PostgresServer.shared();
    String url = postgres.emptyUrl();
    String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
    try (TestServer server = TestServer.on(settings(url))) {
      assertThat(server.send(create(server, "iris")).statusCode()).isEqualTo(200);
      postgres.execute(
          name,
          "create function full_disk() returns trigger language plpgsql as $$ begin"
              + " raise exception 'could not extend file' using errcode = '53100'; end $$");
      postgres.execute(
          name,
          "create trigger full_disk before insert on registered_model"
              + " for each row execute function full_disk()");
      assertRefused(
          server.send(create(server, "lily")),
          "The server cannot answer this now. Nothing was changed; try again.");
      assertThat(server
              .send(server.request("/api/2.0/mlflow/registered-models/get?name=iris"))
              .statusCode())
          .isEqualTo(200);
      postgres.execute(name, "drop trigger full_disk on registered_model");
      assertThat(server.send(create(server, "lily")).statusCode()).isEqualTo(200);
    }
  }

  private static void awaitHealth(TestServer server, String text) throws Exception {
    HttpResponse<String> health = server.send(server.request("/health"));
    while (health.statusCode() != 200 || !health.body().equals(text)) {
      Thread.sleep(20);
      health = server.send(server.request("/health"));
    }
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).isEqualTo(UNAVAILABLE + message + "\"}");
  }

  private static void assertUnavailable(TestServer server, String path) throws Exception {
    HttpResponse<String> answer = server.send(server.request(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("1");
    assertThat(answer.body()).as(path).startsWith(UNAVAILABLE).doesNotContain("postgres", "127.0");
  }

  @Test
  void twoServers_shareModelsAndArtifacts() throws Exception {
    Map<Setting, String> settings = Map.of(
        Setting.DATABASE,
        PostgresServer.shared().emptyUrl(),
        Setting.SECRET_KEY_FILE,
        key.toString(),
        Setting.ARTIFACTS,
        folder.resolve("artifacts").toString());
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/run/artifacts/model/MLmodel";
    try (TestServer one = TestServer.on(settings);
        TestServer other = TestServer.on(settings)) {
      assertThat(one.send(create(one, "iris")).statusCode()).isEqualTo(200);
      assertThat(other.send(create(other, "iris")).body()).contains("RESOURCE_ALREADY_EXISTS");
      one.send(one.request(file).PUT(HttpRequest.BodyPublishers.ofString("flavors:")));
      assertThat(other.send(other.request(file)).body()).isEqualTo("flavors:");
    }
  }

  @Test
  void withoutASecretKeyFile_isOneLineAndStatus2() {
    assertThat(refusal(Map.of(Setting.DATABASE, PostgresServer.shared().emptyUrl())))
        .contains("--secret-key-file");
  }

  @Test
  void secretKeyFileThatIsAbsent_isOneLineAndStatus2() {
    assertThat(refusal(Map.of(
            Setting.DATABASE,
            PostgresServer.shared().emptyUrl(),
            Setting.SECRET_KEY_FILE,
            folder.resolve("none.key").toString())))
        .contains("cannot use the secret key file " + folder.resolve("none.key"))
        .contains("it does not exist");
    assertThat(folder.resolve("none.key")).doesNotExist();
  }

  @Test
  void anotherSecretKeyThanTheOthers_isOneLineAndStatus2() throws Exception {
    String url = PostgresServer.shared().emptyUrl();
    TestServer.on(settings(url)).close();
    Path other = Files.write(folder.resolve("other.key"), "x".repeat(32).getBytes());
    assertThat(refusal(Map.of(Setting.DATABASE, url, Setting.SECRET_KEY_FILE, other.toString())))
        .contains("another secret key than the one in " + other);
  }

  @Test
  void anotherSecretKeyInADataFolder_isOneLineAndStatus2() throws Exception {
    Path data = folder.resolve("data");
    App.start(TestConfig.in(data)).close();
    Files.write(data.resolve("secret.key"), new byte[32]);
    assertThat(refusal(Map.of())).contains("another secret key than the one in " + data);
  }

  @Test
  void wrongPassword_isOneLineAndStatus2WithoutIt() {
    PostgresServer postgres = PostgresServer.shared();
    postgres.addRole("locked", "right");
    String url = postgres.emptyUrl().replace("?user=postgres", "");
    assertThat(refusal(Map.of(
            Setting.DATABASE,
            url,
            Setting.DATABASE_USER,
            "locked",
            Setting.DATABASE_PASSWORD,
            "wr0ng",
            Setting.SECRET_KEY_FILE,
            key.toString())))
        .contains("password authentication failed for user \"locked\"")
        .doesNotContain("wr0ng");
  }

  private Map<Setting, String> settings(String url) {
    return Map.of(Setting.DATABASE, url, Setting.SECRET_KEY_FILE, key.toString());
  }

  private static HttpRequest.Builder create(TestServer server, String name) {
    return server
        .request("/api/2.0/mlflow/registered-models/create")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"));
  }

  /** The one line that a server says which cannot start with these settings. */
  private String refusal(Map<Setting, String> settings) {
    List<String> line = new ArrayList<>(
        List.of("serve", "--port", "0", "--data", folder.resolve("data").toString()));
    settings.forEach((setting, text) -> line.addAll(List.of(setting.flag(), text)));
    StringWriter err = new StringWriter();
    int status = CommandLines.run(
        line.toArray(String[]::new),
        Map.of(),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true));
    assertThat(status).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("hallmark: ");
    return err.toString();
  }
}
