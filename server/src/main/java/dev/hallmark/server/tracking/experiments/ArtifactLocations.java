package dev.hallmark.server.tracking.experiments;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.Lengths;
import java.util.ArrayList;
import java.util.List;

/** Determines the artifact locations of experiments: in the server's own store, or below the configured default root. */
public final class ArtifactLocations {
  /** The root of the server's own store. */
  public static final String OWN_ROOT = ArtifactPath.ROOT.toUri();

  private static final String FIELD = "artifact_location";
  private static final int MAX_LENGTH = 2048;

  private final String defaultRoot;

  /** @param defaultRoot the parent URI of the locations of experiments that do not set one; {@link #OWN_ROOT} by default */
  public ArtifactLocations(String defaultRoot) {
    this.defaultRoot = defaultRoot.endsWith("/") ? defaultRoot : defaultRoot + "/";
  }

  /**
   * An artifact location.
   *
   * @param uri as sent by the client
   * @param path the path in this server's store; the root if the location is elsewhere
   */
  record Location(String uri, ArtifactPath path) {
    boolean isOwn() {
      return !path.isRoot();
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
    return new Location(uri, ArtifactPath.ofUri(uri).orElse(ArtifactPath.ROOT));
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
    return ArtifactPath.ofUri(uri)
        .map(path -> own(uri, path))
        .orElseGet(() -> belowDefaultRoot(uri));
  }

  private static Location own(String uri, ArtifactPath path) {
    if (path.isRoot() || path.isReserved() || path.isOfWorkspace()) {
      throw refused(Reason.RESERVED, uri);
    }
    return new Location(uri, path);
  }

  private Location belowDefaultRoot(String uri) {
    if (!uri.startsWith(defaultRoot) || uri.length() == defaultRoot.length()) {
      throw refused(Reason.PLAIN, uri);
    }
    ArtifactPath.of(
        uri.substring(defaultRoot.length())); // checks the folders below by the same rules
    return new Location(uri, ArtifactPath.ROOT);
  }

  private static RegistryException refused(Reason reason, String uri) {
    return RegistryException.invalid(Subject.EXPERIMENT, reason, FIELD, uri);
  }
}
