package dev.hallmark.server.artifacts.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where something lies below the store's root, such as {@code 1/4f…/artifacts/model/MLmodel}. The only way from a text that
 * a client sent to a file: a path that exists cannot leave the root. Blanks, {@code +}, {@code %}, {@code ?} and every
 * script are allowed; {@link PathRules} says what is not.
 *
 * @param value segments joined by {@code /}, without a slash at either end; empty for the root itself
 */
public record ArtifactPath(String value) {
  public static final ArtifactPath ROOT = new ArtifactPath("");

  /** The top folder whose folders are each a workspace's; {@code default} has the rest of the store. */
  public static final String WORKSPACES = "workspaces";

  private static final String SCHEME = "mlflow-artifacts:";

  public ArtifactPath {
    PathRules.check(value);
  }

  /** A path as a client wrote it, already decoded once where it stood in a URL. Throws INVALID_ARGUMENT. */
  public static ArtifactPath of(String path) {
    return new ArtifactPath(path);
  }

  /**
   * The path that {@code mlflow-artifacts:/a/b} or {@code mlflow-artifacts:///a/b} names; empty for another scheme and for
   * one that names a host. Artifact URIs are not percent-encoded. Throws INVALID_ARGUMENT for an illegal path.
   */
  public static Optional<ArtifactPath> ofUri(String uri) {
    if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String rest = uri.substring(SCHEME.length());
    if (rest.startsWith("//") && !rest.startsWith("///")) {
      return Optional.empty();
    }
    String path =
        rest.startsWith("///") ? rest.substring(3) : rest.substring(rest.isEmpty() ? 0 : 1);
    if (!rest.isEmpty() && rest.charAt(0) != '/') {
      throw PathRules.refused(uri);
    }
    return Optional.of(of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
  }

  /** What lies at this relative path below; itself for the empty one. Throws INVALID_ARGUMENT as {@link #of} does. */
  public ArtifactPath child(String relative) {
    PathRules.check(relative);
    if (isRoot() || relative.isEmpty()) {
      return isRoot() ? of(relative) : this;
    }
    return of(value + "/" + relative);
  }

  /** The folder it lies in; the root's is the root. */
  public ArtifactPath parent() {
    int slash = value.lastIndexOf('/');
    return slash < 0 ? ROOT : new ArtifactPath(value.substring(0, slash));
  }

  /** The last segment; empty for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The first segment; empty for the root. */
  public String top() {
    return segments().get(0);
  }

  /** One empty segment for the root. */
  public List<String> segments() {
    return Arrays.asList(value.split("/"));
  }

  public boolean isRoot() {
    return value.isEmpty();
  }

  /** Whether it is this folder or lies in it. */
  public boolean startsWith(ArtifactPath folder) {
    return folder.isRoot() || value.equals(folder.value) || value.startsWith(folder.value + "/");
  }

  /** Itself seen from a folder that it lies in: {@code b/c} for {@code a/b/c} from {@code a}; empty for the folder. */
  public String from(ArtifactPath folder) {
    if (!startsWith(folder)) {
      throw new IllegalArgumentException(value + " is not in " + folder.value);
    }
    return folder.isRoot() || value.equals(folder.value)
        ? value.substring(folder.value.length())
        : value.substring(folder.value.length() + 1);
  }

  /** The URI that clients know it by. */
  public String toUri() {
    return SCHEME + "/" + value;
  }

  /** Whether it lies where only the server itself writes: seals, version records, unfinished files. */
  public boolean isReserved() {
    return PathRules.RESERVED.stream().anyMatch(top()::equalsIgnoreCase);
  }

  /** Whether it is, or lies in, the folder of workspaces other than {@code default}; in any case, as some disks read it. */
  public boolean isOfWorkspace() {
    return top().equalsIgnoreCase(WORKSPACES);
  }

  @Override
  public String toString() {
    return value;
  }
}
