package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.Integrity;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.server.config.settings.ConfigException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one version and its digest. */
@Command(
    name = "show",
    description =
        "Show a version of a registered model, and the digest and integrity of its files.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ShowModelVersionCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec
  private CommandSpec spec;

  @Mixin
  private ServerOption server;

  @Option(names = "--json", description = "Print a JSON object with the field names of the API.")
  private boolean json;

  @Parameters(paramLabel = "NAME", description = "The registered model.")
  private String name;

  @Parameters(
      paramLabel = "VERSION|@ALIAS",
      description = "The number of the version, or @ and an alias.")
  private String reference;

  ShowModelVersionCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    check();
    HallmarkClient client = server.client(environment);
    ModelVersion version = find(client);
    Optional<Integrity> integrity = integrity(client, version);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(integrity.map(version::toJson).orElseGet(version::toJson));
    } else {
      print(version, integrity.map(ShowModelVersionCommand::text).orElse(""), out);
    }
    return ExitCode.OK;
  }

  private void check() {
    if (name.isBlank()) {
      throw new ConfigException("the model's name is empty");
    }
    if (!reference.matches("@.*\\S.*|[1-9]\\d{0,8}")) {
      throw new ConfigException(
          "the version is '" + reference + "'; it must be a number, or @ and an alias");
    }
  }

  private ModelVersion find(HallmarkClient client) {
    return reference.startsWith("@")
        ? client.models().getByAlias(name, reference.substring(1))
        : client.versions().get(name, Integer.parseInt(reference));
  }

  /** MLflow's own server has no digests, and nothing to ask for. */
  private static Optional<Integrity> integrity(HallmarkClient client, ModelVersion version) {
    return version.digest().isEmpty()
        ? Optional.empty()
        : client.versions().findIntegrity(version.name(), version.version());
  }

  private static String text(Integrity integrity) {
    if (integrity.status().equals("unverified")) {
      return "not checked yet";
    }
    return integrity.checked().equals(Instant.EPOCH)
        ? integrity.status()
        : integrity.status() + ", last checked " + integrity.checked();
  }

  private static void print(ModelVersion version, String integrity, PrintWriter out) {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("name", version.name());
    lines.put("version", version.version());
    lines.put("aliases", String.join(", ", version.aliases()));
    lines.put("stage", version.stage().text());
    lines.put("status", version.status() + " " + version.statusMessage());
    lines.put("digest", version.digest().isEmpty() ? "none" : version.digest());
    lines.put("integrity", integrity);
    lines.put("source", version.source());
    lines.put("run", version.runId());
    lines.put("logged model", version.modelId());
    lines.put("created", version.created());
    lines.put("updated", version.updated());
    lines.put("description", version.description());
    lines.put(
        "tags",
        new TreeMap<>(version.tags())
            .entrySet().stream().map(Object::toString).collect(Collectors.joining(", ")));
    lines.forEach((title, value) -> {
      String text = SingleLine.of(String.valueOf(value));
      if (!text.isEmpty()) {
        out.printf("%-14s%s%n", title, text);
      }
    });
    out.flush();
  }
}
