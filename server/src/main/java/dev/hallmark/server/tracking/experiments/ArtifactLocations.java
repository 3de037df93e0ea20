package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import java.util.ArrayList;
import java.util.List;

/** Determines the artifact locations of experiments: in the server's own store, or below a root where clients store files themselves. */
public final class ArtifactLocations {
  /** The root of the server's own store. */
  public static final String OWN_ROOT = ArtifactPath.ROOT.toUri();

  private static final String FIELD = "artifact_location";
  private static final int MAX_LENGTH = 2048;

  private final String defaultRoot;
  private final List<DirectUri> roots;

  /**
   * @param defaultRoot the parent URI of the locations of experiments that do not set one; {@link #OWN_ROOT} by default
   * @param roots locations outside this server's store that clients can use, including the default root if it is one
   */
  public ArtifactLocations(String defaultRoot, List<DirectUri> roots) {
    this.defaultRoot = defaultRoot.endsWith("/") ? defaultRoot : defaultRoot + "/";
    this.roots = List.copyOf(roots);
  }

  /**
   * An artifact location.
   *
   * @param uri as sent by the client
   * @param key the path in this server's store, or the canonical URI of a location elsewhere
   * @param keys the key, and those of all parents
   */
  record Location(String uri, String key, List<String> keys) {
    static Location own(String uri, ArtifactPath path) {
      return new Location(uri, path.value(), withParents(path));
    }

    static Location direct(String uri, DirectUri location) {
      return new Location(uri, location.text(), location.withParents());
    }
  }

  /** This folder and its parents, without the root. */
  static List<String> withParents(ArtifactPath path) {
    List<String> folders = new ArrayList<>();
    for (ArtifactPath each = path; !each.isRoot(); each = each.parent()) {
      folders.add(each.value());
    }
    return folders;
  }

  Location ofNumber(String workspace, long number) {
    String uri = root(workspace) + number;
    return ArtifactPath.ofUri(uri)
        .map(path -> Location.own(uri, path))
        .orElseGet(() -> Location.direct(uri, DirectUri.of(uri).orElseThrow()));
  }

  /**
   * The parent of locations in a workspace. Every workspace except {@code default} has its own top-level folder in the store, so that the
   * path identifies the workspace.
   */
  private String root(String workspace) {
    if (workspace.equals(Caller.DEFAULT_WORKSPACE)) {
      return defaultRoot;
    }
    ArtifactPath folder = ArtifactPath.of(ArtifactPath.WORKSPACES + "/" + workspace);
    return ArtifactPath.ofUri(defaultRoot)
        .map(root -> folder.child(root.value()).toUri() + "/")
        .orElseGet(() -> defaultRoot + folder + "/");
  }

  /**
   * Checks a location from a client. It must not contain, or be inside, folders that are reserved for the store or for another workspace.
   */
  Location given(String workspace, String uri) {
    if (!workspace.equals(Caller.DEFAULT_WORKSPACE)) {
      throw refused(Reason.MISMATCH, uri);
    }
    Lengths.requireAtMost(MAX_LENGTH, Subject.EXPERIMENT, FIELD, uri);
    if (uri.startsWith("runs:")) {
      throw refused(Reason.UNSUPPORTED, uri);
    }
    if (uri.indexOf('?') >= 0 || uri.indexOf('#') >= 0) {
      throw refused(Reason.CHARACTERS, uri);
    }
    return ArtifactPath.ofUri(uri).map(path -> own(uri, path)).orElseGet(() -> direct(uri));
  }

  private static Location own(String uri, ArtifactPath path) {
    if (path.isRoot() || path.isReserved() || path.isOfWorkspace()) {
      throw refused(Reason.RESERVED, uri);
    }
    return Location.own(uri, path);
  }

  private Location direct(String uri) {
    DirectUri location = DirectUri.of(uri)
        .filter(found -> roots.stream().anyMatch(found::startsWith))
        .orElseThrow(() -> refused(Reason.PLAIN, uri));
    if (DirectUri.of(defaultRoot).filter(root -> isReserved(location, root)).isPresent()) {
      throw refused(Reason.RESERVED, uri);
    }
    return Location.direct(uri, location);
  }

  /** Whether it contains the default root, and so the folders of later experiments, or is in the folder of another workspace. */
  private static boolean isReserved(DirectUri location, DirectUri root) {
    return root.startsWith(location)
        || location.startsWith(root)
            && ArtifactPath.of(location.path().from(root.path())).isOfWorkspace();
  }

  private static RegistryException refused(Reason reason, String uri) {
    return RegistryException.invalid(Subject.EXPERIMENT, reason, FIELD, uri);
  }
}
