package dev.hallmark.compat.process;

import java.nio.file.Path;

class SlowClientsTest extends SlowClientsContract {
  @Override
  Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }
}
