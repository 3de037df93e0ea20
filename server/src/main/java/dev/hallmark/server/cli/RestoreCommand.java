package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.Verification;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores damaged files of a version on the server. */
@Command(
    name = "restore",
    description = "Replace damaged files of a version by those of a copy.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RestoreCommand implements Callable<Integer> {
  private static final Pattern FIELD = Pattern.compile("'(path|uri)' ");

  private final Map<String, String> environment;

  @Mixin
  private VerificationOptions options;

  @Option(
      names = "--from",
      paramLabel = "PATH|URI",
      required = true,
      description =
          "Folder with the same files: a path in the artifact store, as in 0/RUN/artifacts/model,"
              + " or a URI below the server's default-artifact-root or an artifact-source.")
  private String from;

  RestoreCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    return options.run(environment, this::restore);
  }

  /** Names the option in errors, instead of the field of the request. */
  private Verification restore(HallmarkClient client, String name, int number) {
    try {
      return client.versions().restore(name, number, from);
    } catch (HallmarkException e) {
      String detail = e.getMessage().substring((e.code() + ": ").length());
      if (FIELD.matcher(detail).lookingAt()) {
        throw new HallmarkException(e.code(), FIELD.matcher(detail).replaceFirst("--from "), e);
      }
      throw e;
    }
  }
}
