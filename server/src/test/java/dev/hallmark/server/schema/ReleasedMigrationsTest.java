package dev.hallmark.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasedMigrationsTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

  /** Databases contain the checksums of these files: a server with another one refuses to open them. */
  @Test
  void files_areThoseOfTheList() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : Fixture.migrations()) {
      lines.add(Sha256.hex(Files.readAllBytes(Fixture.migration(file))) + "  " + file);
    }
    assertThat(lines)
        .as("a listed file never changes; add another one, and its line to the list")
        .containsExactlyElementsOf(Files.readAllLines(Fixture.ROOT.resolve("migrations.sha256")));
  }

  @Test
  void numbers_areTimes() {
    for (Path file : Fixture.migrations()) {
      String name = file.getFileName().toString();
      assertThat(name).matches("V\\d{12}__[a-z0-9_]+\\.sql");
      assertThat(LocalDateTime.parse(name.substring(1, 13), TIME)).isNotNull();
    }
  }
}
