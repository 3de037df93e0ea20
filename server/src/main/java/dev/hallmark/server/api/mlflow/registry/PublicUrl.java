package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address under which clients reach this server. An {@code mlflow-artifacts:/…} URI is read by the SDK as a place on its
 * tracking server; a client that has another one finds a sealed version only by its whole address.
 */
public final class PublicUrl {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

  private final String url;

  /** @param url with a path perhaps, without a slash at its end; empty when nobody said */
  public PublicUrl(String url) {
    this.url = url;
  }

  /** The same place for a client anywhere: only seals get an address, all else stays what the client who registered it said. */
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
   * A source that names this server by its address, as the place in the store that it means; any other as it is. One with
   * escapes or a query is not made by {@link #outward}, and stays a foreign address.
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
