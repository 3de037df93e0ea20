package dev.hallmark.compat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A seal's folder, checked with nothing but its files, as a person with {@code sha256sum} would. */
final class SealOnDisk {
  private static final JsonMapper JSON = new JsonMapper();

  private SealOnDisk() {}

  /** Fails unless the files are those of the manifest, and both are what the digest says. */
  static void check(Path artifacts, String digest) throws IOException {
    Path seal = artifacts.resolve("seals").resolve(digest);
    List<String> lying = files(seal.resolve("files"));
    JsonNode manifest = JSON.readTree(Files.readAllBytes(seal.resolve("manifest.json")));
    List<String> listed = StreamSupport.stream(manifest.path("files").spliterator(), false)
        .map(file -> line(
            file.path("sha256").asText(),
            file.path("size").asLong(),
            file.path("path").asText()))
        .toList();
    assertThat(lying)
        .as("files of the seal %s", digest)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(listed);
    assertThat(Readers.digest(String.join("", lying).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(digest);
  }

  /** The canonical lines of the files below this folder, sorted. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> line(folder, file))
          .sorted()
          .toList();
    }
  }

  private static String line(Path folder, Path file) {
    try {
      return line(
          Readers.digest(file), Files.size(file), folder.relativize(file).toString());
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  private static String line(String sha256, long size, String path) {
    return sha256 + "  " + size + "  " + path + "\n";
  }
}
