package dev.hallmark.server.cli;

import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.MachineAddresses;
import dev.hallmark.server.config.ProductVersion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person needs who just started a server. */
final class Greeting {
  private Greeting() {}

  /** @param port the real one, also where port 0 was asked for */
  static void print(Config config, int port, PrintWriter out) {
    List<String> addresses = addresses(config, port);
    out.println("Hallmark " + ProductVersion.text() + " listens on " + addresses.get(0));
    addresses.stream().skip(1).forEach(each -> out.println("  also       " + each));
    out.println("  database   "
        + (config.database().embedded() ? config.data() : config.database().shown()));
    out.println("  artifacts  " + config.artifacts());
    out.println();
    out.println("Use it from Python:");
    out.println("  import mlflow");
    out.println("  mlflow.set_tracking_uri(\"" + addresses.get(0) + "\")");
    out.println("  mlflow.set_experiment(\"my-first-experiment\")");
    out.flush();
  }

  /** The one to give to colleagues first. */
  static List<String> addresses(Config config, int port) {
    Set<String> addresses = new LinkedHashSet<>();
    if (!config.publicUrl().isEmpty()) {
      addresses.add(config.publicUrl());
    }
    hosts(config).forEach(host -> addresses.add("http://" + host + ":" + port));
    return List.copyOf(addresses);
  }

  private static List<String> hosts(Config config) {
    if (!MachineAddresses.isWildcard(config.host())) {
      return List.of(inUrl(config.host()));
    }
    List<String> hosts = new ArrayList<>(config.allowedHosts().stream()
        .filter(name -> !name.contains("*") && !name.contains(":"))
        .toList());
    hosts.addAll(MachineAddresses.of(config.host()));
    hosts.add("127.0.0.1");
    return hosts;
  }

  private static String inUrl(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
