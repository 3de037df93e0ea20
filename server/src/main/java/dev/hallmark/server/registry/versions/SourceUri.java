package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source of a version as the client sent it, validated: it names no host that clients would connect to, and has no {@code ..} segments.
 *
 * @param scheme in lower case; {@code file} for a local path
 * @param rest the part after the colon of the scheme; the whole text of a path without a scheme
 */
public record SourceUri(String text, String scheme, String rest) {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_DECODINGS = 8;

  /** A single letter is a drive, not a scheme. */
  private static final Pattern WITH_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

  private static final Pattern PARENT_SEGMENT =
      Pattern.compile("(^|.*[/\\\\:])\\s*\\.\\.\\s*([/\\\\;].*|$)", Pattern.DOTALL);

  /** MLflow's clients would connect to the host in URIs with these schemes. */
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
    if (uri.isUnsafe()) {
      throw uri.malformed();
    }
    return uri;
  }

  private boolean namesHost() {
    boolean authority = rest.startsWith("//") && !rest.startsWith("///");
    return HOST_ADDRESSED.contains(scheme) || scheme.equals("mlflow-artifacts") && authority;
  }

  /** Whether it contains {@code ..} or a control character, directly or after repeated percent-decoding. */
  private boolean isUnsafe() {
    String read = text;
    for (int i = 0; i < MAX_DECODINGS; i++) {
      if (PARENT_SEGMENT.matcher(read).matches()
          || read.chars().anyMatch(Character::isISOControl)) {
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

  /** Whether the scheme, or the authority if there is one, is followed by a path: {@code s3://bucket/model}, {@code dbfs:/model}. */
  boolean isAbsolute() {
    boolean hasPath = rest.startsWith("//") ? rest.indexOf('/', 2) > 0 : rest.startsWith("/");
    return hasPath && rest.chars().anyMatch(c -> c != '/');
  }

  /** Whether it is this folder or inside it, with the same scheme; {@code a:/x} and {@code a:///x} are equal. */
  boolean isIn(String folder) {
    Matcher parts = WITH_SCHEME.matcher(folder);
    if (!parts.matches() || !parts.group(1).equalsIgnoreCase(scheme)) {
      return false;
    }
    String path = withoutSlashes(rest);
    String root = withoutSlashes(parts.group(2));
    return path.equals(root) || path.startsWith(root + "/");
  }

  private static String withoutSlashes(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(
        path.startsWith("///") ? 2 : 0, Math.max(end, path.startsWith("///") ? 2 : 0));
  }

  RegistryException malformed() {
    return RegistryException.invalid(Subject.SOURCE, Reason.MALFORMED, "source", text);
  }

  /** The error if its path is too long. */
  RegistryException tooLong(RegistryException path) {
    return RegistryException.invalid(
        Subject.SOURCE,
        Reason.TOO_LONG,
        "source",
        text,
        path.facts().get(0),
        path.facts().get(1));
  }

  /** The error for a field of the request that contradicts the source. */
  RegistryException mismatch(String field) {
    return RegistryException.invalid(Subject.SOURCE, Reason.MISMATCH, field, text);
  }

  /** As {@link #mismatch(String)}, if the files belong to no run or logged model that the field could name. */
  RegistryException ofNoRun(String field, ArtifactPath path) {
    return RegistryException.invalid(Subject.SOURCE, Reason.UNKNOWN, field, text, path);
  }

  /** The error for a field of the request that contradicts the version that the source names. */
  RegistryException mismatch(String field, ModelVersion version) {
    return RegistryException.invalid(
        Subject.SOURCE, Reason.MISMATCH, field, text, version.version());
  }
}
