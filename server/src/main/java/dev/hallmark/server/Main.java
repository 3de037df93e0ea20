package dev.hallmark.server;

import dev.hallmark.server.api.log.EscapedLines;
import dev.hallmark.server.cli.CommandLines;
import dev.hallmark.server.config.settings.Settings;
import dev.hallmark.server.error.OutOfMemory;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OutOfMemory.watchAllThreads();
    PrintStream terminal = System.err;
    EscapedLines.install();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(terminal, true, StandardCharsets.UTF_8);
    System.exit(CommandLines.run(args, Settings.environment(), out, err));
  }
}
