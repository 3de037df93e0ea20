package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of files that never changes, named by its content: equal contents are one seal.
 *
 * @param digest SHA-256 of the canonical manifest, 64 lower-case hexadecimal digits
 * @param bytes of all its files together
 */
public record Seal(String digest, int files, long bytes) {
  /** The list of its files, beside them. */
  public static final String MANIFEST = "manifest.json";

  static final String TOP = "seals";
  private static final String HEX = "[0-9a-f]{64}";
  private static final Pattern DIGEST = Pattern.compile(HEX);
  private static final Pattern INSIDE =
      Pattern.compile(TOP + "/(" + HEX + ")(/.*)?", Pattern.DOTALL);

  public Seal {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("not a digest: " + digest);
    }
  }

  /** The folder that holds its files as they were: {@code seals/<digest>/files}. */
  public ArtifactPath location() {
    return location(digest);
  }

  /** Where the files of the seal with this digest lie. */
  public static ArtifactPath location(String digest) {
    return folder(digest).child("files");
  }

  /** The digest of the seal that this path is, or lies in; empty for a path elsewhere. */
  public static Optional<String> digestOf(ArtifactPath path) {
    Matcher inside = INSIDE.matcher(path.value());
    return inside.matches() ? Optional.of(inside.group(1)) : Optional.empty();
  }

  /** The digest of the seal that has this path among its files, or would have. */
  static Optional<String> withFile(ArtifactPath path) {
    return digestOf(path)
        .filter(digest -> path.startsWith(location(digest)) && !path.equals(location(digest)));
  }

  public static ArtifactPath folder(String digest) {
    return new ArtifactPath(TOP + "/" + digest);
  }
}
