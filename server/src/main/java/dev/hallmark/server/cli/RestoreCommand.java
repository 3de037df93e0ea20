package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.Verification;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores damaged files of a version on the server. */
@Command(
    name = "restore",
    description = "Replace damaged files of a version by those of a copy in the artifact store.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RestoreCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServerOption server;

  @Option(names = "--json", description = "Print the response of the server, a JSON object.")
  private boolean json;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      required = true,
      description =
          "Folder of the artifact store with the same files, as in 0/RUN/artifacts/model.")
  private String from;

  @Parameters(
      paramLabel = "URI",
      description = "The version: models:/NAME/VERSION or models:/NAME@ALIAS.")
  private String version;

  RestoreCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    VersionUri uri = VersionUri.of(version);
    return VerificationReport.run(spec.commandLine().getErr(), () -> {
      HallmarkClient client = server.client(environment);
      int number = uri.number(client);
      Verification found = client.versions().restore(uri.name(), number, from);
      String numbered = "models:/" + uri.name() + "/" + number;
      return VerificationReport.print(found, numbered, json, spec.commandLine().getOut());
    });
  }
}
