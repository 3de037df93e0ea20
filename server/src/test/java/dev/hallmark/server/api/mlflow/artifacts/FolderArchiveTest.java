package dev.hallmark.server.api.mlflow.artifacts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawRequest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest extends FolderArchiveContract {
  private static final String DIRECTORY = "PK\1\2"; // of the archive, at its end

  @TempDir
  static Path store;

  @Override
  Map<Setting, String> settings() {
    return Map.of(Setting.ARTIFACTS, store.toString());
  }

  /** Writes another byte into the file and restores its time. */
  private void forge(String path) throws IOException {
    Path file = store.resolve("0/" + run + "/artifacts/" + path);
    FileTime before = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] = 'y';
    Files.write(file, bytes, StandardOpenOption.WRITE);
    Files.setLastModifiedTime(file, before);
  }

  /** Other tests archive the whole run. */
  private void delete(String folder) {
    call().delete(FILES + "0/" + run + "/artifacts/" + folder).then().statusCode(200);
  }

  private String raw(String folder) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String target = FILES + "0/" + run + "/artifacts/" + folder + "?archive=zip";
      RawRequest.begin(socket, "GET", target, "", new byte[0]);
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void changedFile_breaksTheArchiveOff() throws IOException {
    put("large/a", "a".repeat(2_000_000));
    put("large/b", "b");
    forge("large/a");
    String broken = raw("large");
    assertThat(broken).startsWith("HTTP/1.1 200 ").contains("a".repeat(1000));
    assertThat(broken).doesNotContain(DIRECTORY).doesNotEndWith("0\r\n\r\n");

    Response refused =
        call().queryParam("archive", "zip").get(FILES + "0/" + run + "/artifacts/large");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.<String>path("error_code")).isEqualTo("RESOURCE_CONFLICT");
    assertThat(refused.header("Content-Disposition")).isNull();
    delete("large");
  }

  @Test
  void changedSmallFile_isRefused() throws IOException {
    put("small/a", "a");
    put("small/b", "b");
    forge("small/b");
    assertThat(raw("small")).startsWith("HTTP/1.1 409 ").doesNotContain(DIRECTORY);
    delete("small");
  }
}
