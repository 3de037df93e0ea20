package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The database, and the secret key that all servers on it share.
 *
 * @param url a JDBC URL; empty for the embedded database in the data folder
 * @param user empty if the URL contains one or none is needed; the same holds for the password
 * @param secretKeyFile 32 random bytes; created if missing, but only with the embedded database
 */
public record DatabaseConfig(String url, String user, String password, Path secretKeyFile) {
  /** Rejects {@code user:password@host}: the PostgreSQL driver would take it as part of the host name. */
  private static final Pattern READABLE = Pattern.compile("jdbc:postgresql:[^@?]*(\\?.*)?");

  static DatabaseConfig of(Settings settings) {
    return new DatabaseConfig(
        url(settings.text(Setting.DATABASE)),
        settings.text(Setting.DATABASE_USER),
        settings.text(Setting.DATABASE_PASSWORD),
        secretKeyFile(settings));
  }

  private static String url(String text) {
    if (!text.isEmpty() && !READABLE.matcher(text).matches()) {
      throw ConfigException.wrong(
          Setting.DATABASE,
          withoutPasswords(text),
          "the URL of a PostgreSQL database, as in jdbc:postgresql://host/name");
    }
    return text;
  }

  private static Path secretKeyFile(Settings settings) {
    if (!settings.text(Setting.SECRET_KEY_FILE).isEmpty()) {
      return settings.path(Setting.SECRET_KEY_FILE);
    }
    if (!settings.text(Setting.DATABASE).isEmpty()) {
      throw new ConfigException("with a database of its own, "
          + Setting.SECRET_KEY_FILE.flag()
          + " must name a file of 32 random bytes, the same for every server on that database");
    }
    return settings.path(Setting.DATA).resolve("secret.key");
  }

  public boolean embedded() {
    return url.isEmpty();
  }

  /** The URL without passwords. */
  public String shown() {
    return withoutPasswords(url);
  }

  private static String withoutPasswords(String url) {
    return url.replaceAll("(?i)(password=)[^&]*", "$1(not shown)")
        .replaceAll("://.*@", "://(not shown)@");
  }

  /** Without secrets, because records can end up in logs. */
  @Override
  public String toString() {
    return embedded() ? "embedded" : shown();
  }
}
