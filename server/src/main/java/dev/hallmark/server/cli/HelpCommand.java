package dev.hallmark.server.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the usage of a command. Unlike picocli's own help command, it also accepts nested commands. */
@Command(
    name = "help",
    description = "Print the options of a command.",
    mixinStandardHelpOptions = true,
    helpCommand = true,
    versionProvider = Version.class)
final class HelpCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  /** @param commands the names for shell completion */
  static CommandLine commandLine(Collection<String> commands) {
    CommandLine line = new CommandLine(new HelpCommand());
    line.getCommandSpec()
        .addPositional(PositionalParamSpec.builder()
            .paramLabel("COMMAND")
            .description("The command, as in 'serve' or 'model-version show'.")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .completionCandidates(List.copyOf(commands))
            .build());
    return line;
  }

  @Override
  public void run() {
    CommandLine command = spec.parent().commandLine();
    List<String> names = spec.commandLine().getParseResult().matchedPositionalValue(0, List.of());
    for (String name : names) {
      CommandLine below = command.getSubcommands().get(name);
      if (below == null) {
        throw new ParameterException(
            command, CommandLines.unknownCommand(name, command.getCommandSpec()));
      }
      command = below;
    }
    command.usage(spec.commandLine().getOut());
  }
}
