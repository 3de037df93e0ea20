package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts are paths. What could lead elsewhere is looked for in the text and in what it becomes when percent-escapes are
 * read again. A name that only looks odd then is a name: MLflow's SDK 2.22 calls images {@code loss%step%23%timestamp%17…}.
 */
public final class PathRules {
  /** Top names that only the server writes to, in any case: some disks do not tell them apart. */
  public static final Set<String> RESERVED = Set.of("seals", "versions", ".tmp");

  /** The top folder of what is not finished; nobody sees it. */
  public static final String TEMPORARY = ".tmp";

  private static final int LONGEST_SEGMENT = 255;
  private static final int LONGEST_PATH =
      3_500; // Linux takes 4,096 bytes; the store's root needs its part
  private static final int DEEPEST_ESCAPES = 8;
  private static final Pattern SCHEME_OR_DRIVE =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*:(/.*)?|(file|dbfs|jar|[a-z]):.*)", Pattern.DOTALL);

  private PathRules() {}

  /** Throws INVALID_ARGUMENT about an artifact unless the text is a path; the empty text is one. */
  public static void check(String path) {
    if (path.isEmpty()) {
      return;
    }
    if (!fits(path) || path.chars().anyMatch(PathRules::isOdd) || !staysInside(path)) {
      throw refused(path);
    }
    String read = path;
    for (int i = 0; i < DEEPEST_ESCAPES; i++) {
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
          > LONGEST_PATH) {
        return false;
      }
    } catch (CharacterCodingException e) {
      return false; // half of a surrogate pair
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT) {
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

  private static boolean isOdd(int c) {
    return c == '#' || Character.isISOControl(c);
  }
}
