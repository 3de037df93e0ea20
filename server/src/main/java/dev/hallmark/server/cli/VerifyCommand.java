package dev.hallmark.server.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies the files of a version on the server. */
@Command(
    name = "verify",
    description =
        "Compare all files of a version with their digests: exit status 0 if it is intact, 1 if not.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VerifyCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin
  private VerificationOptions options;

  VerifyCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return options.run(
        environment, (client, name, number) -> client.versions().verify(name, number));
  }
}
