package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An immutable set of files, identified by its content: equal contents share one seal.
 *
 * @param digest the SHA-256 of the canonical manifest, 64 lower-case hexadecimal digits
 * @param bytes the total size of its files
 */
public record Seal(String digest, int files, long bytes) {
  /** The manifest, in the folder of the seal. */
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

  /** Whether this can be the digest of a seal. */
  public static boolean isDigest(String name) {
    return DIGEST.matcher(name).matches();
  }

  /** The folder with its files: {@code seals/<digest>/files}. */
  public ArtifactPath location() {
    return location(digest);
  }

  /** The folder with the files of the seal with this digest. */
  public static ArtifactPath location(String digest) {
    return folder(digest).child("files");
  }

  /** The digest of the seal that is or contains this path; empty for other paths. */
  public static Optional<String> digestOf(ArtifactPath path) {
    Matcher inside = INSIDE.matcher(path.value());
    return inside.matches() ? Optional.of(inside.group(1)) : Optional.empty();
  }

  /** The digest of the seal if this path can be one of its files. */
  static Optional<String> withFile(ArtifactPath path) {
    return digestOf(path)
        .filter(digest -> path.startsWith(location(digest)) && !path.equals(location(digest)));
  }

  public static ArtifactPath folder(String digest) {
    return new ArtifactPath(TOP + "/" + digest);
  }
}
