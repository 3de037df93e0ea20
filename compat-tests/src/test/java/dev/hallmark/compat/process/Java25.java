package dev.hallmark.compat.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK 25 of this machine: that of {@code JAVA25_HOME}, else one in {@code /usr/lib/jvm}. */
public final class Java25 {
  private Java25() {}

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
