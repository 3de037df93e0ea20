package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.server.config.ConfigException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a server whether it is there: for people, and for scripts that wait for one to start. */
@Command(
    name = "status",
    description = "Ask a running server whether it answers: status 0 if it does, 1 if not.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  private static final String VARIABLE = "MLFLOW_TRACKING_URI";

  private final Map<String, String> environment;

  @Spec
  private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URI",
      defaultValue = "",
      description = "The server (default: $" + VARIABLE + ", else http://127.0.0.1:5000).")
  private String server;

  StatusCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    String uri =
        server.isEmpty() ? environment.getOrDefault(VARIABLE, "http://127.0.0.1:5000") : server;
    HallmarkClient client = new HallmarkClient(address(uri));
    if (client.isHealthy()) {
      spec.commandLine()
          .getOut()
          .println(uri + " is up and speaks MLflow " + client.mlflowVersion());
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println("hallmark: no healthy server answers at " + uri);
    return ExitCode.SOFTWARE;
  }

  private static URI address(String text) {
    if (text.matches("https?://[^/].*")) {
      try {
        return new URI(text);
      } catch (java.net.URISyntaxException e) {
        // falls through to the same answer as another scheme
      }
    }
    throw new ConfigException("the server is '" + text + "'; it must be an http or https address");
  }
}
