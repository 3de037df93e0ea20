package dev.hallmark.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything about the server that a person can choose, under the one name it has as flag, variable and key. */
public enum Setting {
  CONFIG(
      "config", "FILE", "", "Properties file with any of these settings, one name=value a line."),
  HOST("host", "HOST", "127.0.0.1", "Address to listen on."),
  PORT("port", "PORT", "5000", "Port to listen on; 0 takes a free one."),
  DATA("data", "DIR", "hallmark-data", "Folder of the database and the logs; made if absent."),
  ARTIFACTS(
      "artifacts", "DIR", "", "Folder of the artifacts (default: artifacts in the data folder)."),
  DEFAULT_ARTIFACT_ROOT(
      "default-artifact-root",
      "URI",
      "mlflow-artifacts:/",
      "Where experiments that name no place keep their artifacts."),
  AUTH(
      "auth",
      "none",
      "none",
      "Who may call: none lets everybody in. Must be given to listen beyond this machine."),
  ALLOWED_HOSTS(
      "allowed-hosts",
      "NAMES",
      "",
      "Host names that clients may use for this server, with commas between; *.example.com is all below it."),
  CONNECTIONS_PER_ADDRESS(
      "connections-per-address",
      "NUMBER",
      "1024",
      "How many connections one client address may have open; 0 for no limit."),
  ENABLE_WORKSPACES(
      "enable-workspaces",
      "",
      "false",
      "Let clients make workspaces, each with models and experiments of its own."),
  PUBLIC_URL(
      "public-url",
      "URL",
      "",
      "Address that clients use, for those whose tracking server is another."),
  EXTERNAL_TRACKING(
      "external-tracking",
      "",
      "false",
      "Clients track their runs on another server: register what this one does not know by its address."),
  ARTIFACT_MODE(
      "artifact-mode",
      "private|group",
      "private",
      "Who may read artifact files on the disk: private (this user) or group."),
  ACCESS_LOG(
      "access-log",
      "FILE",
      "",
      "One line for each request: a file, - for standard output, or off (default: logs/access.log in the data folder)."),
  SEARCH_TIMEOUT(
      "search-timeout",
      "SECONDS",
      "10",
      "How long one search may take before it is stopped and refused."),
  SEARCH_ALIASES(
      "mlflow.search-aliases",
      "",
      "false",
      "List a version's aliases also in searches and among a model's latest versions, where MLflow's server leaves them out."),
  RESTART_NUMBERS(
      "registry.restart-numbers",
      "",
      "false",
      "Number the versions of a model from 1 again although its name had versions before, as MLflow's server does."),
  SOURCE_PATTERN(
      "mlflow.create-model-version-source-validation-regex",
      "REGEX",
      "",
      "Regular expression that must be found in the source of each new version."),
  DATABASE(
      "database",
      "URL",
      "",
      "PostgreSQL database, as jdbc:postgresql://host/name (default: one in the data folder)."),
  DATABASE_USER(
      "database-user", "NAME", "", "Who to be for the database, if the URL does not say."),
  DATABASE_PASSWORD(
      "database-password",
      "PASSWORD",
      "",
      "The password of that user; as a flag, others on this machine can read it."),
  SECRET_KEY_FILE(
      "secret-key-file",
      "FILE",
      "",
      "32 random bytes, the same for all servers on one database (default: secret.key in the data folder, made if absent).");

  private final String key;
  private final String placeholder;
  private final String initial;
  private final String help;

  Setting(String key, String placeholder, String initial, String help) {
    this.key = key;
    this.placeholder = placeholder;
    this.initial = initial;
    this.help = help;
  }

  /** As it is written in the file, and after the two dashes of the flag. */
  public String key() {
    return key;
  }

  public String flag() {
    return "--" + key;
  }

  public String variable() {
    return "HALLMARK_" + key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether the flag alone, without a value, says {@code true}. */
  public boolean isSwitch() {
    return placeholder.isEmpty();
  }

  /** Whether the value is a file or a folder. */
  public boolean isPath() {
    return placeholder.equals("DIR") || placeholder.equals("FILE");
  }

  /** The words that the value is one of, where the placeholder lists them; empty where it may be any other. */
  public List<String> choices() {
    if (isSwitch()) {
      return List.of("true", "false");
    }
    boolean listed = placeholder.equals(placeholder.toLowerCase(Locale.ROOT));
    return listed ? List.of(placeholder.split("\\|", -1)) : List.of();
  }

  /** What the value is called in a usage text; empty for a switch. */
  public String placeholder() {
    return placeholder;
  }

  /** The value when nobody says otherwise; empty when it depends on another setting. */
  public String initial() {
    return initial;
  }

  public String help() {
    return help;
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }
}
