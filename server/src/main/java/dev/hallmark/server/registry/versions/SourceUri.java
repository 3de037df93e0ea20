package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source of a version as a client wrote it. It exists only if it names no host that somebody would have to open, and no
 * place by a detour.
 *
 * @param scheme in lower case; {@code file} for a local path in whatever form
 * @param rest what follows the scheme's colon, or all of a path that has none
 */
public record SourceUri(String text, String scheme, String rest) {
  private static final int MAX_LENGTH = 2048;
  private static final int DEEPEST_ESCAPES = 8;

  /** One letter is a drive, not a scheme. */
  private static final Pattern WITH_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

  private static final Pattern DETOUR =
      Pattern.compile("(^|.*[/\\\\:])\\s*\\.\\.\\s*([/\\\\;].*|$)", Pattern.DOTALL);

  /** MLflow's own clients would open a connection to the host that such a URI names. */
  private static final Set<String> HOST_ADDRESSED =
      Set.of("http", "https", "ftp", "sftp", "hdfs", "viewfs", "r2", "b2", "abfss");

  static SourceUri of(String text) {
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw RegistryException.invalid(Subject.SOURCE, Reason.TOO_LONG, "source", text, MAX_LENGTH);
    }
    Matcher parts = WITH_SCHEME.matcher(text);
    SourceUri uri = parts.matches()
        ? new SourceUri(text, parts.group(1).toLowerCase(Locale.ROOT), parts.group(2))
        : new SourceUri(text, "file", text);
    if (uri.namesHost()) {
      throw RegistryException.invalid(
          Subject.SOURCE, Reason.UNSUPPORTED, "source", text, uri.scheme);
    }
    if (uri.strays()) {
      throw uri.malformed();
    }
    return uri;
  }

  private boolean namesHost() {
    boolean authority = rest.startsWith("//") && !rest.startsWith("///");
    return HOST_ADDRESSED.contains(scheme) || scheme.equals("mlflow-artifacts") && authority;
  }

  /** Whether {@code ..} or a control character stands in it, at once or after its escapes are read, however often. */
  private boolean strays() {
    String read = text;
    for (int i = 0; i < DEEPEST_ESCAPES; i++) {
      if (DETOUR.matcher(read).matches() || read.chars().anyMatch(Character::isISOControl)) {
        return true;
      }
      String next = PercentEncoding.decode(read);
      if (next.equals(read)) {
        return false;
      }
      read = next;
    }
    return true;
  }

  /** Whether a path follows the scheme, or the authority where there is one: {@code s3://bucket/model}, {@code dbfs:/model}. */
  boolean isAbsolute() {
    return rest.startsWith("//") ? rest.indexOf('/', 2) > 0 : rest.startsWith("/");
  }

  /** Whether it is this folder or lies in it, both in the same scheme; {@code a:/x} and {@code a:///x} are the same. */
  boolean isIn(String folder) {
    Matcher parts = WITH_SCHEME.matcher(folder);
    if (!parts.matches() || !parts.group(1).equalsIgnoreCase(scheme)) {
      return false;
    }
    String place = withoutSlashes(rest);
    String root = withoutSlashes(parts.group(2));
    return place.equals(root) || place.startsWith(root + "/");
  }

  private static String withoutSlashes(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(
        path.startsWith("///") ? 2 : 0, Math.max(end, path.startsWith("///") ? 2 : 0));
  }

  RegistryException malformed() {
    return RegistryException.invalid(Subject.SOURCE, Reason.MALFORMED, "source", text);
  }

  /** The request says something else about the source in this field. */
  RegistryException mismatch(String field) {
    return RegistryException.invalid(Subject.SOURCE, Reason.MISMATCH, field, text);
  }

  /** The request says something else than the version that the source names. */
  RegistryException mismatch(String field, ModelVersion version) {
    return RegistryException.invalid(
        Subject.SOURCE, Reason.MISMATCH, field, text, version.version());
  }
}
