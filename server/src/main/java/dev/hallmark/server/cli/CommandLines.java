package dev.hallmark.server.cli;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Similar;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command line. Exit status: 0 for success; 2, with one line of explanation, for an error that the user can correct; otherwise 1.
 */
public final class CommandLines {
  private CommandLines() {}

  /** @param environment the environment variables */
  public static int run(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new HallmarkCommand())
        .addSubcommand(ServeCommand.commandLine(environment))
        .addSubcommand(new StatusCommand(environment))
        .addSubcommand(ModelVersionCommand.commandLine(environment))
        .addSubcommand(new VerifyCommand(environment))
        .addSubcommand(new RestoreCommand(environment))
        .addSubcommand(GcCommand.commandLine(environment))
        .addSubcommand(new WarmUpCommand())
        .addSubcommand(new VersionCommand())
        .addSubcommand(CompletionCommand.commandLine());
    line.addSubcommand(HelpCommand.commandLine(line.getSubcommands().keySet()))
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLines::refuse)
        .setExecutionExceptionHandler((failure, at, result) -> {
          at.getErr().println("hallmark: " + StartFailure.inOneLine(failure, at.getCommandName()));
          return failure instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    return line.execute(args);
  }

  private static int refuse(ParameterException mistake, String[] args) {
    CommandLine at = mistake.getCommandLine();
    String message = mistake instanceof UnmatchedArgumentException unmatched
        ? unknown(unmatched.getUnmatched().get(0), at.getCommandSpec())
        : mistake.getMessage().lines().findFirst().orElse("");
    at.getErr()
        .println(
            "hallmark: " + message + "; see '" + at.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  /** Names the first unknown argument and suggests a similar one. Further arguments may be its values. */
  private static String unknown(String argument, CommandSpec spec) {
    if (argument.startsWith("-")) {
      String option = argument.replaceFirst("=.*", "");
      List<String> options =
          spec.options().stream().map(OptionSpec::longestName).toList();
      return "unknown option '" + option + "'" + Similar.question(option, options);
    }
    return spec.subcommands().isEmpty()
        ? "unexpected argument '" + argument + "'"
        : unknownCommand(argument, spec);
  }

  static String unknownCommand(String name, CommandSpec parent) {
    return "unknown command '" + name + "'"
        + Similar.question(name, parent.subcommands().keySet());
  }
}
