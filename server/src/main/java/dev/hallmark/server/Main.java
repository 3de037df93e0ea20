package dev.hallmark.server;

import dev.hallmark.server.storage.Database;
import java.nio.file.Path;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    App.start(Database.file(Path.of("hallmark-data")), "127.0.0.1", 5000);
  }
}
