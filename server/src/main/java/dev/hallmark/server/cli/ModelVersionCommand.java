package dev.hallmark.server.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands for versions of registered models. Without a subcommand it prints the usage. */
@Command(
    name = "model-version",
    description = "Show versions of registered models.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelVersionCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new ModelVersionCommand())
        .addSubcommand(new ShowModelVersionCommand(environment));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
