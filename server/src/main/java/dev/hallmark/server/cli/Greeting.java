package dev.hallmark.server.cli;

import dev.hallmark.server.config.Config;
import java.io.PrintWriter;

/** What a person needs who just started a server. */
final class Greeting {
  private Greeting() {}

  /** @param port the real one, also where port 0 was asked for */
  static void print(Config config, int port, PrintWriter out) {
    String address = "http://" + reachable(config.host()) + ":" + port;
    out.println("Hallmark " + Version.text() + " listens on " + address);
    out.println("  database   "
        + (config.database().embedded() ? config.data() : config.database().shown()));
    out.println("  artifacts  " + config.artifacts());
    out.println();
    out.println("Use it from Python:");
    out.println("  import mlflow");
    out.println("  mlflow.set_tracking_uri(\"" + address + "\")");
    out.println("  mlflow.set_experiment(\"my-first-experiment\")");
    out.flush();
  }

  private static String reachable(String host) {
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "127.0.0.1";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
