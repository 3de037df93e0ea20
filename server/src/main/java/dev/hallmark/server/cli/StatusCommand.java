package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks whether a server is running, for users and for scripts that wait for a server to start. */
@Command(
    name = "status",
    description = "Check whether a server is running: exit status 0 if it responds, 1 if not.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServerOption server;

  StatusCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    String uri = server.uri(environment);
    HallmarkClient client = server.client(environment);
    if (client.isHealthy()) {
      spec.commandLine()
          .getOut()
          .println(uri + " is up" + restriction(client) + product(client) + "MLflow's API "
              + client.mlflowVersion());
      return ExitCode.OK;
    }
    spec.commandLine().getErr().println("hallmark: no healthy server answers at " + uri);
    return ExitCode.SOFTWARE;
  }

  /** The restriction of a read-only server, such as {@code , read-only: disk}. */
  private static String restriction(HallmarkClient client) {
    String health = Health.of(client.trackingUri());
    return health.startsWith("OK,") ? health.substring(2) + "; " : ": ";
  }

  private static String product(HallmarkClient client) {
    return client.hallmarkVersion().map(version -> "Hallmark " + version + ", ").orElse("");
  }
}
