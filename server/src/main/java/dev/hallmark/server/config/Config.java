package dev.hallmark.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the server is started with, checked. Paths are absolute.
 *
 * @param port 0 takes a free one
 * @param defaultArtifactRoot a URI in the server's own scheme, {@code mlflow-artifacts:/…}
 * @param workspaces whether clients may have other workspaces than the one called default
 * @param publicUrl address that clients use, without a slash at its end; empty when nobody said
 * @param externalTracking whether clients track their runs on another server
 * @param allowedHosts names with an optional port, where {@code *} stands for any text without a dot, and whole origins
 * @param connectionsPerAddress 0 for no limit
 * @param accessLog a file, {@code -} for standard output, or {@code off}
 * @param searchTimeout whole seconds
 * @param searchAliases whether versions carry their aliases in lists, too
 * @param restartNumbers whether versions are numbered from 1 again when a name is taken again
 * @param sourcePattern regular expression that a version's source must hold; empty for none
 * @param secretKeyFile of 32 random bytes; made where absent if the database is embedded
 */
public record Config(
    String host,
    int port,
    Path data,
    Path artifacts,
    String defaultArtifactRoot,
    List<String> allowedHosts,
    int connectionsPerAddress,
    boolean workspaces,
    String publicUrl,
    boolean externalTracking,
    ArtifactMode artifactMode,
    String accessLog,
    Duration searchTimeout,
    boolean searchAliases,
    boolean restartNumbers,
    String sourcePattern,
    DatabaseAddress database,
    Path secretKeyFile) {

  /** 1 to 65535. */
  private static final String PORT =
      "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

  private static final Pattern ALLOWED_HOST =
      Pattern.compile("(https?://)?([A-Za-z0-9._*-]+|\\[[0-9A-Fa-f:.*]+])(:(" + PORT
          + "|\\*))?|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PUBLIC_URL =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:" + PORT
          + ")?(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");
  /** No name of it is one that the store has for itself, or leads elsewhere. */
  private static final Pattern ARTIFACT_ROOT = Pattern.compile(
      "mlflow-artifacts:/(?!(?i:seals|versions|\\.tmp)(/|$))(?!/)((?!\\.{1,2}(/|$))[^/\\\\?#%\\p{Cntrl}]+(/|$))*");

  public Config {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Throws {@link ConfigException} for the first value that the server cannot start with. */
  public static Config of(Settings settings) {
    String host = Hosts.check(settings);
    Path data = path(Setting.DATA, settings.text(Setting.DATA));
    String artifacts = settings.text(Setting.ARTIFACTS);
    return new Config(
        host,
        number(Setting.PORT, settings.text(Setting.PORT), 0, 65_535),
        data,
        artifacts.isEmpty() ? data.resolve("artifacts") : path(Setting.ARTIFACTS, artifacts),
        artifactRoot(settings.text(Setting.DEFAULT_ARTIFACT_ROOT)),
        names(settings.text(Setting.ALLOWED_HOSTS)),
        number(
            Setting.CONNECTIONS_PER_ADDRESS,
            settings.text(Setting.CONNECTIONS_PER_ADDRESS),
            0,
            1_000_000),
        onOrOff(Setting.ENABLE_WORKSPACES, settings.text(Setting.ENABLE_WORKSPACES)),
        publicUrl(settings.text(Setting.PUBLIC_URL)),
        onOrOff(Setting.EXTERNAL_TRACKING, settings.text(Setting.EXTERNAL_TRACKING)),
        artifactMode(settings.text(Setting.ARTIFACT_MODE)),
        accessLog(settings.text(Setting.ACCESS_LOG), data),
        searchTimeout(settings.text(Setting.SEARCH_TIMEOUT)),
        onOrOff(Setting.SEARCH_ALIASES, settings.text(Setting.SEARCH_ALIASES)),
        onOrOff(Setting.RESTART_NUMBERS, settings.text(Setting.RESTART_NUMBERS)),
        pattern(Setting.SOURCE_PATTERN, settings.text(Setting.SOURCE_PATTERN)),
        DatabaseAddress.of(settings),
        secretKeyFile(settings, data));
  }

  private static int number(Setting setting, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the same answer as a number out of range
    }
    throw wrong(setting, text, "a number from " + least + " to " + most);
  }

  private static Path path(Setting setting, String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(text).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // falls through to the same answer as no path at all
    }
    throw wrong(setting, text, "a path");
  }

  private static String artifactRoot(String text) {
    if (ARTIFACT_ROOT.matcher(text).matches()) {
      return text;
    }
    throw wrong(
        Setting.DEFAULT_ARTIFACT_ROOT,
        text,
        "a place in this server's own store, as in mlflow-artifacts:/ or mlflow-artifacts:/team-a");
  }

  private static List<String> names(String text) {
    List<String> names = Arrays.stream(text.split(",", -1))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty())
        .toList();
    names.stream()
        .filter(each ->
            !ALLOWED_HOST.matcher(each).matches() || each.contains("://") && each.contains("*"))
        .findFirst()
        .ifPresent(each -> {
          throw wrong(
              Setting.ALLOWED_HOSTS,
              each,
              "names of this server, as in models.example.com, *.lab.example.com or 10.*, or whole"
                  + " origins, as in https://models.example.com:8443");
        });
    return names;
  }

  private static boolean onOrOff(Setting setting, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, text, "true or false");
    };
  }

  private static String publicUrl(String text) {
    if (!text.isEmpty() && !PUBLIC_URL.matcher(text).matches()) {
      throw wrong(
          Setting.PUBLIC_URL,
          text,
          "the address of this server as clients write it, as in https://models.example.com or"
              + " http://10.0.0.5:5000/mlflow");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static ArtifactMode artifactMode(String text) {
    return Arrays.stream(ArtifactMode.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> wrong(Setting.ARTIFACT_MODE, text, "private or group"));
  }

  private static Path secretKeyFile(Settings settings, Path data) {
    String text = settings.text(Setting.SECRET_KEY_FILE);
    if (!text.isEmpty()) {
      return path(Setting.SECRET_KEY_FILE, text);
    }
    if (!settings.text(Setting.DATABASE).isEmpty()) {
      throw new ConfigException("with a database of its own, "
          + Setting.SECRET_KEY_FILE.flag()
          + " must name a file of 32 random bytes, the same for every server on that database");
    }
    return data.resolve("secret.key");
  }

  private static String accessLog(String text, Path data) {
    if (text.isEmpty()) {
      return data.resolve("logs").resolve("access.log").toString();
    }
    return text.equals("-") || text.equals("off")
        ? text
        : path(Setting.ACCESS_LOG, text).toString();
  }

  private static String pattern(Setting setting, String text) {
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      throw wrong(setting, text, "a regular expression: " + e.getDescription());
    }
  }

  private static Duration searchTimeout(String text) {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= 3_600) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // falls through to the same answer as a number out of range
    }
    throw wrong(Setting.SEARCH_TIMEOUT, text, "a number of seconds from 1 to 3600");
  }

  static ConfigException wrong(Setting setting, String text, String expected) {
    return new ConfigException(setting.key() + " is '" + text + "'; it must be " + expected);
  }
}
