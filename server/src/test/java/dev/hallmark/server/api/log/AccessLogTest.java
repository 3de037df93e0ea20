package dev.hallmark.server.api.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawHttp;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  @TempDir
  private Path folder;

  @Test
  void request_leavesOneLineWithItsFacts() throws Exception {
    Path file = folder.resolve("logs").resolve("access.log");
    String id;
    try (TestServer server = TestServer.start(Map.of(Setting.ACCESS_LOG, file.toString()))) {
      id = server
          .send(server.request("/health?secret=1"))
          .headers()
          .firstValue("X-Request-Id")
          .orElseThrow();
      server.send(server.request("/api/no-such-route"));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z " + id
            + " anonymous 127\\.0\\.0\\.1 GET /health 200 2 \\d+\\.\\d{3}");
    assertThat(lines.get(1)).contains(" GET /api/no-such-route 404 ");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void files_areTheirOwnersOnly() throws Exception {
    Path file = folder.resolve("logs").resolve("access.log");
    try (LogFile lines = LogFile.at(file, 1)) {
      lines.write("first");
      lines.write("second");
    }
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("logs").resolve("access.log.1"))).isEqualTo("rw-------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void line_cannotBeForged() {
    AccessLine line =
        new AccessLine(0, "r-1", "eve\n2026 r-2 bob", "10.0.0.1", "GET", "/a b", 200, 5, 12_034);
    assertThat(line.text())
        .isEqualTo("1970-01-01T00:00:00Z r-1 eve_2026_r-2_bob 10.0.0.1 GET /a_b 200 5 12.034");
  }

  /** Programs that show the log end a line, hide a text or turn its direction at these. */
  @Test
  void line_holdsNoCharacterThatIsNotShown() {
    String path =
        "/a\u0085b\u009b2Jc\u2028d\u2029e\u202ef\u2066g\u200bh\ufeffi\u00adj\u00a0k\u3000l"
            + "\ud800m\udb40\udc41n\u061co";
    AccessLine line = new AccessLine(0, "r-1", "zoë", "::1", "GET", path, 200, 5, 0);
    assertThat(line.text())
        .isEqualTo("1970-01-01T00:00:00Z r-1 zoë ::1 GET"
            + " /a_b_2Jc_d_e_f_g_h_i_j_k_l_m_n_o 200 5 0.000");
  }

  @Test
  void request_withSuchCharacters_leavesOneLine() throws Exception {
    Path file = folder.resolve("access.log");
    try (TestServer server = TestServer.start(Map.of(Setting.ACCESS_LOG, file.toString()))) {
      RawHttp.send(server.port(), "GET //x\u00c2\u0085y HTTP/1.1", "Host: localhost");
    }
    assertThat(Files.readString(file))
        .doesNotContain("\u0085")
        .hasLineCount(1)
        .containsPattern(" GET //x_+y 4\\d\\d ");
  }

  @Test
  void fullQueue_dropsLines_andTheLogSaysHowMany() throws Exception {
    Path file = folder.resolve("access.log");
    AccessLog log = new AccessLog(LogFile.at(file), 2);
    for (int i = 1; i <= 5; i++) {
      log.add(new AccessLine(0, "r-" + i, "", "", "GET", "/", 200, 0, 0));
    }
    log.start();
    log.close();
    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("# 3 lines were dropped here"),
            second -> assertThat(second).contains(" r-1 "),
            third -> assertThat(third).contains(" r-2 "));
  }

  @Test
  void fullFile_movesAside_andTheOldestGoes() throws Exception {
    Path file = folder.resolve("access.log");
    try (LogFile lines = LogFile.at(file, 10)) {
      for (int i = 0; i < 7; i++) {
        lines.write("line number " + i);
      }
    }
    assertThat(file).hasContent("line number 6");
    assertThat(folder.resolve("access.log.1")).hasContent("line number 5");
    assertThat(folder.resolve("access.log.4")).hasContent("line number 2");
    assertThat(folder).isDirectoryNotContaining("glob:**.5");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDisk_costsLines_andTheLogGoesOnWhenThereIsRoom() throws Exception {
    Path file = folder.resolve("access.log");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    try (LogFile lines = LogFile.at(file)) {
      lines.write("lost");
      assertThatThrownBy(lines::flush).isInstanceOf(IOException.class);
      lines.write("lost as well");
      assertThatThrownBy(lines::flush).isInstanceOf(IOException.class);
      Files.delete(file);
      Files.writeString(file, "before\npart of");
      lines.write("after");
    }
    assertThat(Files.readAllLines(file)).containsExactly("before", "part of", "after");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linesThatAFullDiskCost_areCounted() throws Exception {
    Path file = folder.resolve("access.log");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    LogFile lines = LogFile.at(file);
    AccessLog log = new AccessLog(lines, 10);
    log.write("one");
    log.write("two");
    Files.delete(file);
    log.write("three");
    lines.close();
    assertThat(Files.readAllLines(file)).containsExactly("# 2 lines were dropped here", "three");
  }

  @Test
  void logOfAnEarlierStart_isContinued() throws Exception {
    Path file = folder.resolve("access.log");
    Files.writeString(file, "before\n");
    try (LogFile lines = LogFile.at(file)) {
      lines.write("after");
    }
    assertThat(Files.readAllLines(file)).containsExactly("before", "after");
  }
}
