package dev.hallmark.server.cli;

import dev.hallmark.server.config.ArtifactTransfer;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.DirectRootsConfig;
import dev.hallmark.server.config.HttpConfig;
import dev.hallmark.server.config.MachineAddresses;
import dev.hallmark.server.config.ProductVersion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The text that {@code serve} prints when the server has started. */
final class Greeting {
  private Greeting() {}

  /** @param port the actual port, also if port 0 was configured */
  static void print(Config config, int port, PrintWriter out) {
    List<String> addresses = addresses(config.http(), port);
    out.println("Hallmark " + ProductVersion.text() + " listens on " + addresses.get(0));
    addresses.stream().skip(1).forEach(each -> out.println("  also       " + each));
    out.println("  database   "
        + (config.database().embedded() ? config.data() : config.database().shown()));
    out.println("  artifacts  " + config.artifacts().location());
    ofArtifacts(config).forEach((title, value) -> out.printf("  %-11s%s%n", title, value));
    out.println();
    out.println("Use it from Python:");
    out.println("  import mlflow");
    out.println("  mlflow.set_tracking_uri(\"" + addresses.get(0) + "\")");
    out.println("  mlflow.set_experiment(\"my-first-experiment\")");
    out.flush();
  }

  /** Settings of artifacts that are not the default. */
  private static Map<String, String> ofArtifacts(Config config) {
    Map<String, String> lines = new LinkedHashMap<>();
    String root = config.tracking().defaultArtifactRoot();
    List<String> sources = new ArrayList<>(config.directRoots().roots().stream()
        .map(DirectRootsConfig.Root::location)
        .toList());
    if (sources.remove(root)) {
      lines.put("new runs", root + " (clients store files there themselves)");
    }
    lines.put("sources", String.join(", ", sources));
    ArtifactTransfer transfer = config.artifacts().transfer();
    lines.put("transfers", transfer.isDirect() ? transfer.name().toLowerCase(Locale.ROOT) : "");
    lines.put("S3 service", config.directRoots().service().endpoint());
    lines.values().removeIf(String::isEmpty);
    return lines;
  }

  /** The URLs of the server; the one for other users comes first. */
  static List<String> addresses(HttpConfig http, int port) {
    Set<String> addresses = new LinkedHashSet<>();
    if (!http.publicUrl().isEmpty()) {
      addresses.add(http.publicUrl());
    }
    hosts(http).forEach(host -> addresses.add("http://" + host + ":" + port));
    return List.copyOf(addresses);
  }

  private static List<String> hosts(HttpConfig http) {
    if (!MachineAddresses.isWildcard(http.host())) {
      return List.of(inUrl(http.host()));
    }
    List<String> hosts = new ArrayList<>(http.allowedHosts().stream()
        .filter(name -> !name.contains("*") && !name.contains(":"))
        .toList());
    hosts.addAll(MachineAddresses.of(http.host()));
    hosts.add("127.0.0.1");
    return hosts;
  }

  private static String inUrl(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
