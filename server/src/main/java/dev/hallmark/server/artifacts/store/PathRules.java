package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates paths. Rejects segments that could leave the root, both in the text and after repeated percent-decoding. Other characters that
 * only appear after decoding are allowed: MLflow's Python client 2.22 names images {@code loss%step%23%timestamp%17…}.
 */
public final class PathRules {
  /** Top-level folders that only the server writes; compared ignoring case, as some file systems do. */
  public static final Set<String> RESERVED = Set.of("seals", "versions", ".tmp");

  /** The top-level folder of temporary files, which is not visible to clients. */
  public static final String TEMPORARY = ".tmp";

  private static final int MAX_SEGMENT = 255;
  private static final int MAX_PATH =
      3_500; // Linux allows 4,096 bytes, including the path of the store's root
  private static final int MAX_DECODINGS = 8;
  private static final Pattern SCHEME_OR_DRIVE =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*:(/.*)?|(file|dbfs|jar|[a-z]):.*)", Pattern.DOTALL);

  private PathRules() {}

  /** Throws INVALID_ARGUMENT, with subject ARTIFACT, for an invalid path. The empty path is valid. */
  public static void check(String path) {
    if (path.isEmpty()) {
      return;
    }
    if (!fits(path) || path.chars().anyMatch(PathRules::isForbidden) || !staysInside(path)) {
      throw refused(path);
    }
    String read = path;
    for (int i = 0; i < MAX_DECODINGS; i++) {
      String next = PercentEncoding.decode(read);
      if (next.equals(read)) {
        return;
      }
      read = next;
      if (!staysInside(read)) {
        throw refused(path);
      }
    }
    throw refused(path);
  }

  public static RegistryException refused(String path) {
    return RegistryException.invalid(Subject.ARTIFACT, "path", path);
  }

  private static boolean fits(String path) {
    try {
      if (StandardCharsets.UTF_8
              .newEncoder()
              .encode(java.nio.CharBuffer.wrap(path))
              .remaining()
          > MAX_PATH) {
        return false;
      }
    } catch (CharacterCodingException e) {
      return false; // an unpaired surrogate
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT) {
        return false;
      }
    }
    return true;
  }

  private static boolean staysInside(String path) {
    if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
      return false;
    }
    for (String segment : path.split("/")) {
      String plain = segment.contains(";") ? segment.substring(0, segment.indexOf(';')) : segment;
      if (plain.strip().equals("..") || plain.equals(".")) {
        return false;
      }
    }
    return !SCHEME_OR_DRIVE.matcher(path).matches();
  }

  private static boolean isForbidden(int c) {
    return c == '#' || Character.isISOControl(c);
  }
}
