package dev.hallmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @Test
  void defaults_serveThisMachineFromTheWorkingFolder() {
    Path here = Path.of("").toAbsolutePath();
    Config config = config(Map.of());
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(5000);
    assertThat(config.data()).isEqualTo(here.resolve("hallmark-data"));
    assertThat(config.artifacts())
        .isEqualTo(new FolderConfig(here.resolve("hallmark-data/artifacts"), ArtifactMode.PRIVATE));
    assertThat(config.http().accessLog())
        .isEqualTo(here.resolve("hallmark-data/logs/access.log").toString());
    assertThat(config.tracking().defaultArtifactRoot()).isEqualTo("mlflow-artifacts:/");
    assertThat(config.http().allowedHosts()).isEmpty();
    assertThat(config.workspaces()).isFalse();
    assertThat(config.http().publicUrl()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, x",
    "PORT, -1",
    "PORT, 65536",
    "PORT, ''",
    "DATA, ''",
    "HOST, ''",
    "HOST, localhost:80",
    "HOST, a b",
    "HOST, 999.1.1.1",
    "HOST, 10.1.1",
    "AUTH, basic",
    "ARTIFACT_MODE, everyone",
    "ENABLE_WORKSPACES, yes",
    "ENABLE_WORKSPACES, ''",
    "PUBLIC_URL, models.example.com",
    "PUBLIC_URL, ftp://models.example.com",
    "PUBLIC_URL, https://",
    "PUBLIC_URL, https://user:secret@models.example.com",
    "PUBLIC_URL, https://models.example.com?a=b",
    "PUBLIC_URL, https://models.example.com/a//b",
    "PUBLIC_URL, https://models.example.com/../b",
    "PUBLIC_URL, https://models.example.com/a/.",
    "PUBLIC_URL, https://models.example.com:99999",
    "PUBLIC_URL, https://models.example.com:0",
    "DEFAULT_ARTIFACT_ROOT, /srv/models",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/../up",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/a/../up",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/a/./b",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/a//b",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts://host/a",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/seals",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/Versions/a",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/.tmp/a",
    "DEFAULT_ARTIFACT_ROOT, mlflow-artifacts:/a%2fb",
    "DEFAULT_ARTIFACT_ROOT, s3://bucket/../up",
    "DEFAULT_ARTIFACT_ROOT, s3://bucket//a",
    "DEFAULT_ARTIFACT_ROOT, s3://user@bucket/a",
    "DEFAULT_ARTIFACT_ROOT, s3:/bucket/a",
    "DEFAULT_ARTIFACT_ROOT, file:///",
    "DEFAULT_ARTIFACT_ROOT, file://host/a",
    "DEFAULT_ARTIFACT_ROOT, file:///a/../b",
    "DEFAULT_ARTIFACT_ROOT, file:///a%2fb",
    "ARTIFACT_SOURCE, mlflow-artifacts:/a",
    "ARTIFACT_SOURCE, gs://bucket/a",
    "ARTIFACT_SOURCE, /srv/models"
  })
  void wrongValue_isNamedWithItsSetting(Setting setting, String text) {
    assertThatThrownBy(() -> config(Map.of(setting, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(setting.key() + " is '" + text + "'; it must be ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow-artifacts:/",
        "mlflow-artifacts:/team-a",
        "mlflow-artifacts:/team a/größe..x/",
        "mlflow-artifacts:/a/seals",
        "mlflow-artifacts:/sealskin"
      })
  void artifactRoot_isAPlaceInTheStore(String root) {
    assertThat(config(Map.of(Setting.DEFAULT_ARTIFACT_ROOT, root)).tracking().defaultArtifactRoot())
        .isEqualTo(root);
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"DEFAULT_ARTIFACT_ROOT", "ARTIFACT_SOURCE"})
  void plainPath_isAnsweredWithItsUri(Setting setting) {
    assertThatThrownBy(() -> config(Map.of(setting, "/srv/my models")))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("or file:///folder, here file:///srv/my models");
    for (String none : List.of("/", "/srv/../models", "/srv/50%25", "models", "gs://b/a")) {
      assertThatThrownBy(() -> config(Map.of(setting, none)))
          .isInstanceOf(ConfigException.class)
          .hasMessageEndingWith("or file:///folder");
    }
  }

  @Test
  void directRoots_areTheDefaultRootAndTheSources() {
    Config config = config(Map.of(
        Setting.DEFAULT_ARTIFACT_ROOT,
        "s3://bucket/a/",
        Setting.ARTIFACT_SOURCE,
        "file:///srv/my models, s3://other,s3://bucket/a",
        Setting.S3_ENDPOINT,
        "http://127.0.0.1:9000"));
    assertThat(config.directRoots().roots().stream().map(DirectRootsConfig.Root::location))
        .containsExactly("s3://bucket/a", "file:///srv/my models", "s3://other");
    assertThat(config.tracking().defaultArtifactRoot()).isEqualTo("s3://bucket/a");
    assertThat(config.directRoots().service())
        .isEqualTo(new S3ServiceConfig("http://127.0.0.1:9000", "", true));
    assertThat(config(Map.of()).directRoots().roots()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a, s3://bucket/a",
    "s3://bucket/a, s3://bucket/a/b",
    "s3://bucket/a/b, s3://bucket/a",
    "s3://bucket, s3://bucket/a",
    "s3://bucket/a, s3://bucket"
  })
  void directRoot_isApartFromTheStore(String store, String root) {
    assertThatThrownBy(
            () -> config(Map.of(Setting.ARTIFACTS, store, Setting.ARTIFACT_SOURCE, root)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(root + " overlaps " + store);
    assertThat(config(Map.of(
                Setting.ARTIFACTS, "s3://bucket/a", Setting.ARTIFACT_SOURCE, "s3://bucket/ab"))
            .directRoots()
            .roots())
        .hasSize(1);
  }

  @Test
  void folderOfADirectRoot_isApartFromWhatTheServerWrites(@TempDir Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path share = Files.createDirectories(folder.resolve("share"));
    Files.createDirectories(folder.resolve("data/artifacts/in"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    for (Path each : List.of(folder, data, data.resolve("artifacts/in"), link)) {
      assertThatThrownBy(() -> ConfiguredFolders.prepare(direct(data, each)))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("file://" + each + " overlaps " + data);
    }
    assertThatThrownBy(() -> ConfiguredFolders.prepare(direct(data, folder.resolve("none"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("it does not exist");
    ConfiguredFolders.prepare(direct(data, share));
  }

  private static Config direct(Path data, Path root) {
    return config(
        Map.of(Setting.DATA, data.toString(), Setting.DEFAULT_ARTIFACT_ROOT, "file://" + root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.2", "models.example.com", "127.evil.example"})
  void hostBeyondThisMachine_needsAuthInWords(String host) {
    assertThatThrownBy(() -> config(Map.of(Setting.HOST, host)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--auth none");
    assertThat(config(Map.of(Setting.HOST, host, Setting.AUTH, "none")).http().host())
        .isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
  void hostOfThisMachine_needsNothingElse(String host) {
    assertThat(config(Map.of(Setting.HOST, host)).http().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "https://models.example.com, https://models.example.com",
    "https://models.example.com/, https://models.example.com",
    "http://10.0.0.5:5000/mlflow/, http://10.0.0.5:5000/mlflow",
    "http://[fd00::7]:5000, http://[fd00::7]:5000"
  })
  void publicUrl_isKeptWithoutItsLastSlash(String text, String kept) {
    assertThat(config(Map.of(Setting.PUBLIC_URL, text)).http().publicUrl()).isEqualTo(kept);
  }

  @Test
  void allowedHosts_areSplitAndLowered() {
    assertThat(config(Map.of(Setting.ALLOWED_HOSTS, " A.example ,, *.b.example"))
            .http()
            .allowedHosts())
        .containsExactly("a.example", "*.b.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models example.com",
        "models.example.com/",
        "http://",
        "ftp://models.example.com",
        "https://*.example.com",
        "eve@models.example.com",
        "models.example.com:port",
        "models.example.com:99999",
        "fc00::1%evil"
      })
  void allowedHosts_refuseWhatIsNoHost(String text) {
    assertThatThrownBy(() -> config(Map.of(Setting.ALLOWED_HOSTS, "a.example," + text)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("allowed-hosts is '" + text + "'; it must be names of this server");
  }

  @Test
  void allowedHosts_mayBePatternsWithPortsAndOrigins() {
    String text =
        "*,10.*,[fd00:*],fd00::7,::1,team-*,a.example:*,a.example:7070,https://a.example:8443";
    assertThat(config(Map.of(Setting.ALLOWED_HOSTS, text)).http().allowedHosts())
        .hasSize(9);
  }

  @Test
  void connectionsPerAddress_isANumber() {
    assertThat(config(Map.of()).http().connectionsPerAddress()).isEqualTo(1024);
    assertThat(config(Map.of(Setting.CONNECTIONS_PER_ADDRESS, "0")).http().connectionsPerAddress())
        .isZero();
    assertThatThrownBy(() -> config(Map.of(Setting.CONNECTIONS_PER_ADDRESS, "-1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("connections-per-address is '-1'; it must be a number from 0 to 1000000");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h/db?user=a&password=p@s/w&ssl=true, jdbc:postgresql://h/db?user=a&password=(not shown)&ssl=true",
    "jdbc:postgresql://h/db?sslpassword=x, jdbc:postgresql://h/db?sslpassword=(not shown)",
    "jdbc:postgresql:db, jdbc:postgresql:db"
  })
  void database_isShownWithoutItsPassword(String url, String shown) {
    Config config = config(Map.of(
        Setting.DATABASE, url, Setting.DATABASE_PASSWORD, "pw", Setting.SECRET_KEY_FILE, "/k"));
    assertThat(config.database().url()).isEqualTo(url);
    assertThat(config.database().shown()).isEqualTo(shown);
    assertThat(config.toString()).contains(shown).doesNotContain("pw,");
  }

  @Test
  void database_ofAnotherKindIsRefusedWithoutShowingAPassword() {
    assertThatThrownBy(() -> config(Map.of(Setting.DATABASE, "jdbc:postgresql://ann:p/w@h/db")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("database is 'jdbc:postgresql://(not shown)@h/db'; it must be ");
  }

  private static Config config(Map<Setting, String> flags) {
    return Config.of(Settings.read(flags, Map.of()));
  }
}
