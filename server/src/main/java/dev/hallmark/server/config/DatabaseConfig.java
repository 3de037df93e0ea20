package dev.hallmark.server.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The database, and the secret key that all its servers share.
 *
 * @param url as JDBC has it; empty for the embedded database in the data folder
 * @param user empty when the URL names one, or none is needed; the password too
 * @param secretKeyFile of 32 random bytes; created if missing where the database is embedded
 */
public record DatabaseConfig(String url, String user, String password, Path secretKeyFile) {
  /** A name and password before the host, which other databases take, are for the driver part of the host. */
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

  /** The URL without the passwords that it may hold. */
  public String shown() {
    return withoutPasswords(url);
  }

  private static String withoutPasswords(String url) {
    return url.replaceAll("(?i)(password=)[^&]*", "$1(not shown)")
        .replaceAll("://.*@", "://(not shown)@");
  }

  /** Says nothing that only the database may know. */
  @Override
  public String toString() {
    return embedded() ? "embedded" : shown();
  }
}
