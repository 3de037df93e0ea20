package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.versions.SourceResolver.LoggedModelSource;
import dev.hallmark.server.uri.PercentEncoding;
import java.util.Optional;

/** The folders of the run and the logged model that a new version names. */
final class SourceFolders {
  private final SourceResolver resolver;
  private final DirectRoots roots;

  SourceFolders(SourceResolver resolver, DirectRoots roots) {
    this.resolver = resolver;
    this.roots = roots;
  }

  /** Whether clients store files at this location themselves, and this server may read them. */
  boolean isDirect(String location) {
    return roots.find(location).isPresent();
  }

  /** Throws INVALID_ARGUMENT for a path below a root that is not legal: clients would open it although this server refuses to. */
  void requireLegal(SourceUri uri) {
    if (DirectUri.of(uri.text()).isEmpty()
        && roots.uris().stream().anyMatch(root -> uri.isIn(root.text()))) {
      throw illegal(uri, uri.text());
    }
  }

  private static RegistryException illegal(SourceUri uri, String location) {
    boolean encoded = location.regionMatches(true, 0, "file:", 0, 5);
    return PathRules.tooLong(encoded ? PercentEncoding.decode(location) : location)
        .map(uri::tooLong)
        .orElseGet(uri::malformed);
  }

  /** As {@link #requireLegal(SourceUri)}, for a location below the folder of a run. */
  void requireLegal(SourceUri uri, String folder, String location) {
    if (isDirect(folder) && !isDirect(location)) {
      throw illegal(uri, location);
    }
  }

  /** Whether a file or folder exists at a location for which {@link #isDirect} returns true. */
  boolean haveFiles(String location) {
    return roots
        .find(location)
        .filter(found -> found.root().stat(found.path()).isPresent())
        .isPresent();
  }

  /** Throws UNAVAILABLE if {@link #haveFiles} cannot tell, because the share with the root may not be mounted. */
  void requireMounted(String location) {
    roots.find(location).ifPresent(found -> found.root().requireMounted());
  }

  /** Whether the source belongs to another tracking server, which only clients can reach. */
  boolean isElsewhere(AuthorizedCaller caller, NewVersion wanted) {
    return resolver.isElsewhere(caller, wanted.runId(), wanted.loggedModelId());
  }

  /** Throws INVALID_ARGUMENT if the source is not inside the folder of the run or the logged model. */
  void requireInside(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    if (!isInside(caller, wanted, uri)) {
      throw uri.mismatch(wanted.missingOwner());
    }
  }

  /** Whether the source is inside the folder of the run or the logged model. Throws NOT_FOUND if there is no such run or logged model. */
  boolean isInside(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    boolean inside = false;
    if (!wanted.runId().isEmpty()) {
      String root = resolver
          .run(caller, wanted.runId())
          .orElseThrow(() -> RegistryException.notFound(Subject.RUN, "run_id", wanted.runId()));
      inside = isIn(uri, root);
    }
    if (!wanted.loggedModelId().isEmpty()) {
      inside |= isIn(uri, loggedModel(caller, wanted.loggedModelId()).artifactUri());
    }
    return inside;
  }

  /** Files that this server reads are compared by their decoded path. */
  private boolean isIn(SourceUri uri, String folder) {
    if (!isDirect(uri.text())) {
      return uri.isIn(folder);
    }
    Optional<DirectUri> source = DirectUri.of(uri.text());
    Optional<DirectUri> root = DirectUri.of(folder);
    return source.isPresent() && root.isPresent() && source.get().startsWith(root.get());
  }

  LoggedModelSource loggedModel(AuthorizedCaller caller, String id) {
    return resolver
        .loggedModel(caller, id)
        .orElseThrow(() -> RegistryException.notFound(Subject.LOGGED_MODEL, "model_id", id));
  }

  void requireLoggedModel(AuthorizedCaller caller, NewVersion wanted) {
    if (!wanted.loggedModelId().isEmpty()) {
      loggedModel(caller, wanted.loggedModelId());
    }
  }
}
