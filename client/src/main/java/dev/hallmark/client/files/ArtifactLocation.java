package dev.hallmark.client.files;

import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.http.MlflowApi;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A file or folder that a server proxies, as with MLflow's {@code mlflow-artifacts} scheme.
 *
 * @param server the URL of the server, without a trailing slash
 * @param path relative to the artifact root of the server, not percent-encoded
 */
public record ArtifactLocation(String server, String path) {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String SCHEME = "mlflow-artifacts:";

  /** @param tracking the server of URIs that name no host */
  public static ArtifactLocation of(String uri, URI tracking) {
    if (uri.startsWith(SCHEME + "//") && !uri.startsWith(SCHEME + "///")) {
      String rest = uri.substring(SCHEME.length() + 2);
      int slash = rest.indexOf('/');
      if (slash > 0) {
        String host = tracking.getScheme() + "://" + rest.substring(0, slash);
        return new ArtifactLocation(host, trimmed(rest.substring(slash)));
      }
    } else if (uri.startsWith(SCHEME)) {
      return new ArtifactLocation(tracking.toString(), trimmed(uri.substring(SCHEME.length())));
    }
    int proxy = uri.indexOf(PROXY + "/");
    if (uri.matches("(?i)https?://.*") && proxy > 0) {
      String path = uri.substring(proxy + PROXY.length()).replace("+", "%2B");
      return new ArtifactLocation(
          uri.substring(0, proxy), trimmed(URLDecoder.decode(path, StandardCharsets.UTF_8)));
    }
    throw new HallmarkException(
        HallmarkException.UNUSABLE,
        "the files are at '" + uri + "', which no server passes on: fetch them from there");
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  public ArtifactLocation child(String relative) {
    return new ArtifactLocation(server, path.isEmpty() ? relative : path + "/" + relative);
  }

  /** The URI of this location for a client of this tracking server. */
  public String uri(URI tracking) {
    return server.equals(tracking.toString()) ? SCHEME + "/" + path : file().toString();
  }

  public URI file() {
    String encoded = Arrays.stream(path.split("/"))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
    return URI.create(server + PROXY + "/" + encoded);
  }

  public URI listing() {
    return URI.create(server + PROXY + "?path=" + MlflowApi.encoded(path));
  }
}
