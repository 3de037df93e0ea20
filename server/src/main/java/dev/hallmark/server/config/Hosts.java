package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the address to listen on: without authentication only loopback addresses, unless {@code --auth none} is set explicitly. */
final class Hosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z_-][A-Za-z0-9._-]*"
      + "|((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(?!$)|$)){4}"
      + "|\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?]?");

  private Hosts() {}

  static String check(Settings settings) {
    String host = settings.text(Setting.HOST);
    Settings.Value auth = settings.value(Setting.AUTH);
    if (!auth.text().equals("none")) {
      throw ConfigException.wrong(Setting.AUTH, auth.text(), "none, the only mode so far");
    }
    if (!HOST.matcher(host).matches()) {
      throw ConfigException.wrong(
          Setting.HOST, host, "an address or a name of this machine, without a port");
    }
    if (!auth.chosen() && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw new ConfigException("host " + host
          + " can be reached from other machines, and nobody is asked for a password:"
          + " add --auth none if every caller may read, change and delete everything");
    }
    return host;
  }
}
