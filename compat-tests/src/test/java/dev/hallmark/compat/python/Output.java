package dev.hallmark.compat.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a finished program wrote, and the status that it ended with: 127 when there is no such program, as a shell says. */
record Output(int exit, String text) {
  static Output of(ProcessBuilder builder) throws IOException {
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException absent) {
      return new Output(127, absent.getMessage());
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Output(process.waitFor(), text);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + builder.command(), e);
    }
  }
}
