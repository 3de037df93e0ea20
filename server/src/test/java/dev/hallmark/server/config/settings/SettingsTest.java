package dev.hallmark.server.config.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void file() throws Exception {
    file = Files.writeString(
        folder.resolve("hallmark.properties"), "port=7003\nhost=localhost\ndata=/from/file\n");
  }

  @Test
  void flag_winsOverVariable_thatOverFile_thatOverDefault() {
    Settings settings = Settings.read(
        Map.of(Setting.PORT, "7001", Setting.CONFIG, file.toString()),
        Map.of("HALLMARK_PORT", "7002", "HALLMARK_HOST", "127.0.0.9", "PATH", "/bin"));
    assertThat(settings.value(Setting.PORT))
        .isEqualTo(new Settings.Value("7001", "flag --port", true));
    assertThat(settings.value(Setting.HOST))
        .isEqualTo(new Settings.Value("127.0.0.9", "variable HALLMARK_HOST", true));
    assertThat(settings.value(Setting.DATA))
        .isEqualTo(new Settings.Value("/from/file", "file " + file, true));
    assertThat(settings.value(Setting.AUTH))
        .isEqualTo(new Settings.Value("none", "default", false));
  }

  @Test
  void file_mayBeNamedByAVariable() {
    Settings settings = Settings.read(Map.of(), Map.of("HALLMARK_CONFIG", file.toString()));
    assertThat(settings.value(Setting.PORT).text()).isEqualTo("7003");
  }

  @Test
  void keyWithADot_isAVariableWithAnUnderscore() {
    Settings settings = Settings.read(Map.of(), Map.of("HALLMARK_MLFLOW_SEARCH_ALIASES", "true"));
    assertThat(settings.value(Setting.SEARCH_ALIASES))
        .isEqualTo(new Settings.Value("true", "variable HALLMARK_MLFLOW_SEARCH_ALIASES", true));
  }

  @Test
  void emptyVariable_countsAsNotSet() {
    assertThat(Settings.read(Map.of(), Map.of("HALLMARK_PORT", ""))
            .value(Setting.PORT)
            .text())
        .isEqualTo("5000");
  }

  @Test
  void relativePathInTheFile_countsFromTheFile() throws Exception {
    Files.writeString(
        file,
        "data=store\nartifacts=../files\naccess-log=off\nsecret-key-file=/etc/key\n"
            + "default-artifact-root=mlflow-artifacts:/a\n");
    Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());
    for (Path each : List.of(file, relative)) {
      Config config = Config.of(read(each));
      assertThat(config.data()).isEqualTo(folder.resolve("store"));
      assertThat(config.artifacts().location())
          .isEqualTo(folder.resolveSibling("files").toString());
      assertThat(config.http().accessLog()).isEqualTo("off");
      assertThat(config.database().secretKeyFile()).isEqualTo(Path.of("/etc/key"));
      assertThat(config.tracking().defaultArtifactRoot()).isEqualTo("mlflow-artifacts:/a");
    }
  }

  @Test
  void relativePathOfAFlag_countsFromTheWorkingFolder() {
    Settings settings =
        Settings.read(Map.of(Setting.DATA, "store", Setting.CONFIG, file.toString()), Map.of());
    assertThat(Config.of(settings).data()).isEqualTo(Path.of("store").toAbsolutePath());
  }

  @Test
  void file_withAnUnknownKey_isRefused() throws Exception {
    Files.writeString(file, "prot=1\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "unknown key 'prot' in " + file + "; did you mean port? (known are host, port,");
  }

  @Test
  void file_withAByteOrderMark_isReadWithoutIt() throws Exception {
    Files.writeString(file, "\uFEFFport=7004\r\n");
    assertThat(read(file).value(Setting.PORT).text()).isEqualTo("7004");
  }

  @Test
  void file_cannotNameAnotherFile() throws Exception {
    Files.writeString(file, "config=other.properties\n");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("unknown key 'config'");
  }

  @Test
  void file_thatIsAbsent_isRefused() {
    assertThatThrownBy(() -> read(folder.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "cannot read the configuration file " + folder.resolve("none") + ": it does not exist");
  }

  @Test
  void file_thatIsNotText_isRefused() throws Exception {
    Files.write(file, new byte[] {'a', '=', (byte) 0xff});
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not UTF-8");
  }

  private static Settings read(Path file) {
    return Settings.read(Map.of(Setting.CONFIG, file.toString()), Map.of());
  }
}
