package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The HTTP server: address, accepted host names and connections, access log.
 *
 * @param port 0 selects a free port
 * @param allowedHosts names with an optional port, in which {@code *} matches any text without a dot, or origins
 * @param connectionsPerAddress 0 for no limit
 * @param publicUrl the URL that clients use, without a trailing slash; empty if not configured
 * @param accessLog a file path, {@code -} for standard output, or {@code off}
 */
public record HttpConfig(
    String host,
    int port,
    List<String> allowedHosts,
    int connectionsPerAddress,
    String publicUrl,
    String accessLog) {

  private static final int MAX_PORT = 65_535;
  private static final int MAX_CONNECTIONS = 1_000_000;

  /** 1 to 65535. */
  private static final String PORT =
      "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

  private static final Pattern ALLOWED_HOST =
      Pattern.compile("(https?://)?([A-Za-z0-9._*-]+|\\[[0-9A-Fa-f:.*]+])(:(" + PORT
          + "|\\*))?|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PUBLIC_URL =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:" + PORT
          + ")?(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

  public HttpConfig {
    allowedHosts = List.copyOf(allowedHosts);
  }

  static HttpConfig of(Settings settings) {
    return new HttpConfig(
        Hosts.check(settings),
        settings.number(Setting.PORT, 0, MAX_PORT),
        allowedHosts(settings.text(Setting.ALLOWED_HOSTS)),
        settings.number(Setting.CONNECTIONS_PER_ADDRESS, 0, MAX_CONNECTIONS),
        publicUrl(settings.text(Setting.PUBLIC_URL)),
        accessLog(settings));
  }

  private static List<String> allowedHosts(String text) {
    List<String> names = Arrays.stream(text.split(",", -1))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .filter(each -> !each.isEmpty())
        .toList();
    names.stream()
        .filter(each ->
            !ALLOWED_HOST.matcher(each).matches() || each.contains("://") && each.contains("*"))
        .findFirst()
        .ifPresent(each -> {
          throw ConfigException.wrong(
              Setting.ALLOWED_HOSTS,
              each,
              "names of this server, as in models.example.com, *.lab.example.com or 10.*, or whole"
                  + " origins, as in https://models.example.com:8443");
        });
    return names;
  }

  private static String publicUrl(String text) {
    if (!text.isEmpty() && !PUBLIC_URL.matcher(text).matches()) {
      throw ConfigException.wrong(
          Setting.PUBLIC_URL,
          text,
          "the address of this server as clients write it, as in https://models.example.com or"
              + " http://10.0.0.5:5000/mlflow");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String accessLog(Settings settings) {
    String text = settings.text(Setting.ACCESS_LOG);
    if (text.isEmpty()) {
      return settings.path(Setting.DATA).resolve("logs").resolve("access.log").toString();
    }
    return text.equals("-") || text.equals("off")
        ? text
        : settings.path(Setting.ACCESS_LOG).toString();
  }
}
