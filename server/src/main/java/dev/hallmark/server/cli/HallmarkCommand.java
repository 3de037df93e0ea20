package dev.hallmark.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top-level command. Without a subcommand it prints the usage. */
@Command(
    name = "hallmark",
    description = "A model registry server for MLflow clients.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class HallmarkCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
