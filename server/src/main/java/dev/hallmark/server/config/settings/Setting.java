package dev.hallmark.server.config.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All settings of the server. Each has one key, from which its command-line flag and its environment variable are derived. */
public enum Setting {
  CONFIG(
      "config", "FILE", "", "Properties file with any of these settings, one name=value per line."),
  HOST("host", "HOST", "127.0.0.1", "Address to listen on."),
  PORT("port", "PORT", "5000", "Port to listen on; 0 selects a free port."),
  DATA("data", "DIR", "hallmark-data", "Folder of the database and the logs; created if missing."),
  ARTIFACTS(
      "artifacts",
      "DIR",
      "",
      "Folder of the artifacts, or s3://bucket/prefix (default: artifacts in the data folder)."),
  S3_ENDPOINT("s3-endpoint", "URL", "", "S3 service of the artifacts (default: Amazon's)."),
  S3_REGION("s3-region", "REGION", "", "Region of the bucket (default: as for the AWS SDK)."),
  S3_SSE(
      "s3-sse",
      "MODE",
      "",
      "Encryption by the S3 service: AES256, aws:kms or aws:kms:KEY-ID (default: the bucket's own)."),
  S3_PATH_STYLE(
      "s3-path-style",
      "true|false",
      "",
      "Name the bucket in the path of URLs, not in the host name (default: true if s3-endpoint is set)."),
  S3_PUBLIC_ENDPOINT(
      "s3-public-endpoint",
      "URL",
      "",
      "Address of the S3 service in presigned URLs, if clients reach it by another one (default: s3-endpoint)."),
  ARTIFACT_TRANSFER(
      "artifact-transfer",
      "proxy|presigned|both",
      "proxy",
      "Whether clients transfer files through this server (proxy), directly from and to S3 (presigned), or as they like (both)."),
  DEFAULT_ARTIFACT_ROOT(
      "default-artifact-root",
      "URI",
      "mlflow-artifacts:/",
      "Location of the artifacts of experiments that set none: mlflow-artifacts:/…, or s3://bucket/prefix or file:///folder, where clients store files themselves."),
  ARTIFACT_SOURCE(
      "artifact-source",
      "URI",
      "",
      "Another place where clients store files themselves, s3://bucket/prefix or file:///folder; can be repeated, or hold several separated by commas."),
  AUTH(
      "auth",
      "none",
      "none",
      "Authentication: none accepts every caller. Required to listen on addresses that other machines can reach."),
  ALLOWED_HOSTS(
      "allowed-hosts",
      "NAMES",
      "",
      "Host names that clients can use for this server, separated by commas; *.example.com means all names below it."),
  CONNECTIONS_PER_ADDRESS(
      "connections-per-address",
      "NUMBER",
      "1024",
      "Maximum number of open connections per client address; 0 for no limit."),
  ENABLE_WORKSPACES(
      "enable-workspaces",
      "",
      "false",
      "Let clients create workspaces, each with its own models and experiments."),
  PUBLIC_URL(
      "public-url",
      "URL",
      "",
      "Address that clients use, for clients with another tracking server."),
  EXTERNAL_TRACKING(
      "external-tracking",
      "",
      "false",
      "Clients track their runs on another server: register unknown runs and logged models as references."),
  ARTIFACT_MODE(
      "artifact-mode",
      "private|group",
      "private",
      "File permissions of artifacts: private (this user only) or group (readable for its group)."),
  SCRUB_RATE(
      "scrub-rate",
      "RATE",
      "",
      "Bytes per second at most of the background check of registered files, as in 20MB; off for none (default: 20MB for a folder, off for a bucket)."),
  SCRUB_INTERVAL(
      "scrub-interval",
      "TIME",
      "30d",
      "How often the background check reads each registered file: days or hours, as in 30d or 12h."),
  GC_EVERY(
      "gc-every",
      "TIME",
      "off",
      "How often the server removes what nothing needs any more: days or hours, as in 7d or 12h; off for never."),
  GC_OLDER_THAN(
      "gc-older-than",
      "TIME",
      "30d",
      "What it removes by itself was deleted or last changed before this time: days or hours, as in 30d or 12h."),
  ACCESS_LOG(
      "access-log",
      "FILE",
      "",
      "One line for each request: a file, - for standard output, or off (default: logs/access.log in the data folder)."),
  SEARCH_TIMEOUT(
      "search-timeout",
      "SECONDS",
      "10",
      "Maximum duration of a search, in seconds; a longer one is cancelled and refused."),
  SEARCH_ALIASES(
      "mlflow.search-aliases",
      "",
      "false",
      "Include the aliases of versions in search results and in the latest versions of models, unlike MLflow's server."),
  RESTART_NUMBERS(
      "registry.restart-numbers",
      "",
      "false",
      "Start the version numbers of each new model at 1, even if its name was used before, as MLflow's server does."),
  SOURCE_PATTERN(
      "mlflow.create-model-version-source-validation-regex",
      "REGEX",
      "",
      "Regular expression that must be found in the source of each new version."),
  DATABASE(
      "database",
      "URL",
      "",
      "PostgreSQL database, jdbc:postgresql://host/name (default: one in the data folder)."),
  DATABASE_USER("database-user", "NAME", "", "User of the database, if it is not in the URL."),
  DATABASE_PASSWORD(
      "database-password",
      "PASSWORD",
      "",
      "Password of that user; other users of this machine can read a flag."),
  SECRET_KEY_FILE(
      "secret-key-file",
      "FILE",
      "",
      "32 random bytes, the same for all servers on one database (default: secret.key in the data folder, created if missing).");

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

  /** The key in the configuration file; with two dashes in front, the flag. */
  public String key() {
    return key;
  }

  public String flag() {
    return "--" + key;
  }

  public String variable() {
    return "HALLMARK_" + key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Whether the flag without a value means {@code true}. */
  public boolean isSwitch() {
    return placeholder.isEmpty();
  }

  /** Whether the flag can be repeated; its values are joined with commas. */
  public boolean isRepeatable() {
    return this == ARTIFACT_SOURCE;
  }

  /** Whether the value is a file or a folder. */
  public boolean isPath() {
    return placeholder.equals("DIR") || placeholder.equals("FILE");
  }

  /** The allowed values if the placeholder lists them; empty if any value is allowed. */
  public List<String> choices() {
    if (isSwitch()) {
      return List.of("true", "false");
    }
    boolean listed = placeholder.equals(placeholder.toLowerCase(Locale.ROOT));
    return listed ? List.of(placeholder.split("\\|", -1)) : List.of();
  }

  /** The placeholder of the value in help texts; empty for a switch. */
  public String placeholder() {
    return placeholder;
  }

  /** The default value; empty if it depends on another setting. */
  public String initial() {
    return initial;
  }

  public String help() {
    return help;
  }

  public static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }
}
