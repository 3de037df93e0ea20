package dev.hallmark.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores damaged files of a version on the server. */
@Command(
    name = "restore",
    description = "Replace damaged files of a version by those of a copy in the artifact store.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RestoreCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin
  private VerificationOptions options;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      required = true,
      description =
          "Folder of the artifact store with the same files, as in 0/RUN/artifacts/model.")
  private String from;

  RestoreCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return options.run(
        environment, (client, name, number) -> client.versions().restore(name, number, from));
  }
}
