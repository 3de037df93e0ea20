package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.uri.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location outside this server's store: {@code s3://bucket/path} or {@code file:///path}. Equal locations are equal records,
 * however they are written.
 *
 * @param bucket case-sensitive; empty for a local path
 * @param path decoded; for a local path, relative to the root of the file system
 */
public record DirectUri(String bucket, ArtifactPath path) {
  /** A query or a fragment is not allowed, nor a host in {@code file:}. */
  private static final Pattern URI =
      Pattern.compile("(?i:s3)://([^/?#\\\\@]+)((?:/[^?#]*)?)|(?i:file):(?://)?(/[^/?#][^?#]*)");

  /** Empty for other schemes, and for a path that is not legal: {@link ArtifactPath} has the rules. */
  public static Optional<DirectUri> of(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return parts.group(1) == null
        ? ofFile(parts.group(3))
        : create(parts.group(1), withoutSlash(parts.group(2)));
  }

  /** Clients decode the path of a {@code file:} URI, but not that of an {@code s3:} URI. */
  private static Optional<DirectUri> ofFile(String encoded) {
    return PercentEncoding.isValid(encoded)
        ? create("", withoutSlash(PercentEncoding.decode(encoded)))
        : Optional.empty();
  }

  private static String withoutSlash(String path) {
    return path.isEmpty() ? "" : path.substring(1);
  }

  private static Optional<DirectUri> create(String bucket, String path) {
    try {
      return Optional.of(new DirectUri(bucket, ArtifactPath.ofFolder(path)));
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  /** Whether it is this folder or inside it. */
  public boolean startsWith(DirectUri folder) {
    return bucket.equals(folder.bucket) && path.startsWith(folder.path);
  }

  /** The error if nothing can be read at this root for now. @param problem such as {@code the folder does not exist} */
  public RegistryException missing(String problem) {
    return RegistryException.of(
        ErrorKind.UNAVAILABLE,
        Subject.STORAGE,
        Reason.ROOT_MISSING,
        "artifact_uri",
        text(),
        problem);
  }

  /** The canonical text, decoded. */
  public String text() {
    if (bucket.isEmpty()) {
      return "file:///" + path;
    }
    return "s3://" + bucket + (path.isRoot() ? "" : "/" + path);
  }

  /** The canonical texts of this location and of its parents. */
  public List<String> withParents() {
    List<String> all = new ArrayList<>();
    for (ArtifactPath each = path; !each.isRoot(); each = each.parent()) {
      all.add(new DirectUri(bucket, each).text());
    }
    all.add(new DirectUri(bucket, ArtifactPath.ROOT).text());
    return all;
  }
}
