package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The URL under which clients reach this server. Clients resolve an {@code mlflow-artifacts:/…} URI against their tracking server; a client
 * with another tracking server needs the full URL of a sealed version.
 */
public final class PublicUrl {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

  private final String url;

  /** @param url may have a path; without a trailing slash; empty if not configured */
  public PublicUrl(String url) {
    this.url = url;
  }

  /** Converts the URI of a seal to a full URL. Other URIs stay as the client registered them. */
  String outward(String uri) {
    if (url.isEmpty()) {
      return uri;
    }
    return ArtifactPath.ofUri(uri)
        .filter(ArtifactPath::isReserved)
        .map(path -> url + PROXY + path)
        .orElse(uri);
  }

  /**
   * Converts a source that is a URL of this server to an {@code mlflow-artifacts:/…} URI. Other sources stay as they are; so do URLs with
   * escapes or a query, which {@link #outward} does not create.
   */
  String inward(String source) {
    if (url.isEmpty() || source.indexOf('%') >= 0 || source.indexOf('?') >= 0) {
      return source;
    }
    String host = "mlflow-artifacts://" + URI.create(url).getRawAuthority() + "/";
    Optional<String> own = Stream.of(url + PROXY, host)
        .filter(prefix -> source.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(prefix -> "mlflow-artifacts:/" + source.substring(prefix.length()))
        .findFirst();
    return own.orElse(source);
  }
}
