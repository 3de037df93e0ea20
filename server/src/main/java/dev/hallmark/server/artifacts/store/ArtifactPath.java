package dev.hallmark.server.artifacts.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A validated path relative to the root of the store, such as {@code 1/4f…/artifacts/model/MLmodel}. Every access to a file uses this
 * class, so that a path from a client cannot leave the root. Spaces, {@code +}, {@code %}, {@code ?} and every script are allowed;
 * {@link PathRules} defines what is not.
 *
 * @param value segments joined by {@code /}, without a leading or trailing slash; empty for the root
 */
public record ArtifactPath(String value) {
  public static final ArtifactPath ROOT = new ArtifactPath("");

  /** The top-level folder with one folder for each workspace except {@code default}, which has the rest of the store. */
  public static final String WORKSPACES = "workspaces";

  private static final String SCHEME = "mlflow-artifacts:";

  public ArtifactPath {
    PathRules.check(value);
  }

  /** A path from a client, percent-decoded once if it was part of a URL. Throws INVALID_ARGUMENT. */
  public static ArtifactPath of(String path) {
    return new ArtifactPath(path);
  }

  /** As {@link #of}, for a path that may end with a slash. */
  public static ArtifactPath ofFolder(String path) {
    return of(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /**
   * The path of {@code mlflow-artifacts:/a/b} or {@code mlflow-artifacts:///a/b}; empty for another scheme and for a URI with a host.
   * Artifact URIs are not percent-encoded. Throws INVALID_ARGUMENT for an invalid path.
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
    return Optional.of(ofFolder(path));
  }

  /** The path of this relative path below it; the same path if it is empty. Throws INVALID_ARGUMENT as {@link #of} does. */
  public ArtifactPath child(String relative) {
    PathRules.check(relative);
    if (isRoot() || relative.isEmpty()) {
      return isRoot() ? of(relative) : this;
    }
    return of(value + "/" + relative);
  }

  /** The parent folder; the root for the root. */
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
    int slash = value.indexOf('/');
    return slash < 0 ? value : value.substring(0, slash);
  }

  /** A single empty segment for the root. */
  public List<String> segments() {
    return Arrays.asList(value.split("/"));
  }

  public boolean isRoot() {
    return value.isEmpty();
  }

  /** Whether it is this folder or inside it. */
  public boolean startsWith(ArtifactPath folder) {
    return folder.isRoot() || value.equals(folder.value) || value.startsWith(folder.value + "/");
  }

  /** The path relative to a folder that contains it: {@code b/c} for {@code a/b/c} from {@code a}; empty for the folder itself. */
  public String from(ArtifactPath folder) {
    if (!startsWith(folder)) {
      throw new IllegalArgumentException(value + " is not in " + folder.value);
    }
    return folder.isRoot() || value.equals(folder.value)
        ? value.substring(folder.value.length())
        : value.substring(folder.value.length() + 1);
  }

  /** The {@code mlflow-artifacts:/} URI. */
  public String toUri() {
    return SCHEME + "/" + value;
  }

  /** Whether it is in a folder that only the server writes: seals, version records, temporary files. */
  public boolean isReserved() {
    return PathRules.RESERVED.stream().anyMatch(top()::equalsIgnoreCase);
  }

  /** Whether it is, or is inside, the folder of workspaces other than {@code default}. Ignores case, as some file systems do. */
  public boolean isOfWorkspace() {
    return top().equalsIgnoreCase(WORKSPACES);
  }

  @Override
  public String toString() {
    return value;
  }
}
