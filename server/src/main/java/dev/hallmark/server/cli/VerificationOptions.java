package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.Verification;
import java.util.Map;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options, output and exit status of commands that verify a version on the server. */
final class VerificationOptions {
  /** The same as for a wrong command line: the files were not compared, and 1 means damaged. */
  private static final int NOT_VERIFIED = ExitCode.USAGE;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin
  private ServerOption server;

  @Option(names = "--json", description = "Print the response of the server, a JSON object.")
  private boolean json;

  @Parameters(
      paramLabel = "URI",
      description = "The version: models:/NAME/VERSION or models:/NAME@ALIAS.")
  private String version;

  /** A call that verifies this version. */
  @FunctionalInterface
  interface Call {
    Verification of(HallmarkClient client, String name, int number);
  }

  /** Makes the call and prints its result. Returns the exit status. */
  int run(Map<String, String> environment, Call call) {
    VersionUri uri = VersionUri.of(version);
    try {
      HallmarkClient client = server.client(environment);
      int number = uri.number(client);
      Verification found = call.of(client, uri.name(), number);
      String numbered = "models:/" + uri.name() + "/" + number;
      return VerificationReport.print(
          found, numbered, json, command.commandLine().getOut());
    } catch (HallmarkException e) {
      command.commandLine().getErr().println("hallmark: " + SingleLine.of(e.getMessage()));
      return NOT_VERIFIED;
    }
  }
}
