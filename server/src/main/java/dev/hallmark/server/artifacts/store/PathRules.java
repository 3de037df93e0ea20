package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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
  private static final int MAX_BYTES = 3; // of a char in UTF-8
  private static final int MAX_DECODINGS = 8;
  private static final Pattern SCHEME_OR_DRIVE =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*:(/.*)?|(file|dbfs|jar|[a-z]):.*)", Pattern.DOTALL);

  private PathRules() {}

  /** Throws INVALID_ARGUMENT, with subject ARTIFACT, for an invalid path. The empty path is valid. */
  public static void check(String path) {
    if (path.isEmpty() || isPlain(path)) {
      return;
    }
    checkAll(path);
  }

  /**
   * Whether it is a short path of letters, digits and few other characters, as nearly all are. None of these can be part of an escape, a
   * scheme or a name that leads elsewhere.
   */
  private static boolean isPlain(String path) {
    char before = '/';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean startsName = before == '/';
      if (c == '/' || c == '.' ? startsName : !isPlain(c)) {
        return false;
      }
      before = c;
    }
    return before != '/' && path.length() <= MAX_SEGMENT;
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  /** As {@link #check}, for a path with any characters. */
  static void checkAll(String path) {
    if (!isText(path) || path.chars().anyMatch(PathRules::isForbidden) || !staysInside(path)) {
      throw refused(path);
    }
    tooLong(path).ifPresent(e -> {
      throw e;
    });
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

  /** The error if the path or one of its names is too long. The path does not have to be valid otherwise. */
  public static Optional<RegistryException> tooLong(String path) {
    if (path.length() * MAX_BYTES <= MAX_SEGMENT) { // nearly all paths
      return Optional.empty();
    }
    if (bytes(path) > MAX_PATH) {
      return Optional.of(tooLong(path, MAX_PATH, "it"));
    }
    return Arrays.stream(path.split("/", -1)).anyMatch(name -> bytes(name) > MAX_SEGMENT)
        ? Optional.of(tooLong(path, MAX_SEGMENT, "a name in it"))
        : Optional.empty();
  }

  /**
   * The error for a path that is too long.
   *
   * @param limit in bytes
   * @param what has more bytes
   */
  public static RegistryException tooLong(Object path, int limit, String what) {
    return RegistryException.invalid(Subject.ARTIFACT, Reason.TOO_LONG, "path", path, limit, what);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Without unpaired surrogates and empty names. */
  private static boolean isText(String path) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(path)
        && Arrays.stream(path.split("/", -1)).noneMatch(String::isEmpty);
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
