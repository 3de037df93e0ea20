package dev.hallmark.server.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** picocli's command that prints a completion script for the shell, under the name {@code completion}. */
final class CompletionCommand {
  private CompletionCommand() {}

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new GenerateCompletion());
    line.getCommandSpec().name("completion");
    return line;
  }
}
