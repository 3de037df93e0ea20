package dev.hallmark.server.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** picocli's command that prints a script for the shell, under the name that ours has. */
final class CompletionCommand {
  private CompletionCommand() {}

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new GenerateCompletion());
    line.getCommandSpec().name("completion");
    return line;
  }
}
