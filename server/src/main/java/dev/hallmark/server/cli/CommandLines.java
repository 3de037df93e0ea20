package dev.hallmark.server.cli;

import dev.hallmark.server.config.ConfigException;
import dev.hallmark.server.config.Similar;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
        .addSubcommand(new WarmUpCommand())
        .addSubcommand(new VersionCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        .addSubcommand("completion", new GenerateCompletion())
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
        .println("hallmark: " + message + suggestion(mistake) + "; see '"
            + at.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  /** The command or option that was perhaps meant. */
  private static String suggestion(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    CommandSpec spec = mistake.getCommandLine().getCommandSpec();
    Set<String> names = new TreeSet<>(spec.root().subcommands().keySet());
    spec.options().forEach(option -> names.add(option.longestName()));
    return Similar.question(unmatched.getUnmatched().get(0).replaceFirst("=.*", ""), names);
  }
}
