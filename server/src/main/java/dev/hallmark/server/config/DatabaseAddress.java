package dev.hallmark.server.config;

import java.util.regex.Pattern;

/**
 * Where the database is.
 *
 * @param url as JDBC has it; empty for the embedded database in the data folder
 * @param user empty when the URL names one, or none is needed; the password too
 */
public record DatabaseAddress(String url, String user, String password) {
  /** A name and password before the host, which other databases take, are for the driver part of the host. */
  private static final Pattern READABLE = Pattern.compile("jdbc:postgresql:[^@?]*(\\?.*)?");

  static DatabaseAddress of(Settings settings) {
    DatabaseAddress address = new DatabaseAddress(
        settings.text(Setting.DATABASE),
        settings.text(Setting.DATABASE_USER),
        settings.text(Setting.DATABASE_PASSWORD));
    if (!address.embedded() && !READABLE.matcher(address.url).matches()) {
      throw Config.wrong(
          Setting.DATABASE,
          address.shown(),
          "the URL of a PostgreSQL database, as in jdbc:postgresql://host/name");
    }
    return address;
  }

  public boolean embedded() {
    return url.isEmpty();
  }

  /** The URL without the passwords that it may hold. */
  public String shown() {
    return url.replaceAll("(?i)(password=)[^&]*", "$1(not shown)")
        .replaceAll("://.*@", "://(not shown)@");
  }

  /** Says nothing that only the database may know. */
  @Override
  public String toString() {
    return embedded() ? "embedded" : shown();
  }
}
