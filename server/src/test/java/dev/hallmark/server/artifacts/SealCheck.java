package dev.hallmark.server.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command by which the documents let a person check a seal, taken from there; it runs in the seal's folder. */
final class SealCheck {
  private static final Path DOCUMENT = Path.of("../docs/explanation/artifacts-and-seals.md");

  static final String COMMAND = read();

  private SealCheck() {}

  private static String read() {
    try {
      String text = Files.readString(DOCUMENT);
      int from = text.indexOf("find . -type f");
      return text.substring(from, text.indexOf("```", from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
