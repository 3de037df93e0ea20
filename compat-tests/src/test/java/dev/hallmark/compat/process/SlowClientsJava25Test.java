package dev.hallmark.compat.process;

import java.io.IOException;
import java.nio.file.Path;

/** There, requests have virtual threads. */
class SlowClientsJava25Test extends SlowClientsContract {
  @Override
  Path javaHome() throws IOException {
    return Java25.homeOrAbort();
  }
}
