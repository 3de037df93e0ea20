package dev.hallmark.compat.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The JDK 25 of this machine: that of {@code JAVA25_HOME}, else one in {@code /usr/lib/jvm}. */
public final class Java25 {
  private Java25() {}

  /** Its home; without one the test is aborted, with a loud line. */
  public static Path homeOrAbort() throws IOException {
    Optional<Path> java = home();
    if (java.isEmpty()) {
      System.err.println(
          "\n*** NO JDK 25 HERE: that the server runs on it was not checked (set JAVA25_HOME)\n");
      Assumptions.abort("no JDK 25 in JAVA25_HOME or /usr/lib/jvm");
    }
    return java.get();
  }

  public static Optional<Path> home() throws IOException {
    Stream.Builder<Path> homes = Stream.builder();
    Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of).ifPresent(homes);
    Path usual = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> found = Files.list(usual)) {
        found
            .filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
            .forEach(homes);
      }
    }
    return homes
        .build()
        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
        .findFirst();
  }
}
