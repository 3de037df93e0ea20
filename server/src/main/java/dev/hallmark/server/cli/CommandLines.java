package dev.hallmark.server.cli;

import dev.hallmark.server.config.ConfigException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Runs a command line: 0 when it worked, 2 with one line of explanation when the caller can put it right, else 1. */
public final class CommandLines {
  private CommandLines() {}

  /** @param environment the variables that settings are read from */
  public static int run(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new HallmarkCommand())
        .addSubcommand(ServeCommand.commandLine(environment))
        .addSubcommand(new StatusCommand(environment))
        .addSubcommand(ModelVersionCommand.commandLine(environment))
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLines::refuse)
        .setExecutionExceptionHandler((failure, at, result) -> {
          at.getErr().println("hallmark: " + StartFailure.inOneLine(failure));
          return failure instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    return line.execute(args);
  }

  private static int refuse(ParameterException mistake, String[] args) {
    CommandLine at = mistake.getCommandLine();
    String message = mistake.getMessage().lines().findFirst().orElse("");
    at.getErr()
        .println(
            "hallmark: " + message + "; see '" + at.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }
}
