package dev.hallmark.server.api.requests;

import dev.hallmark.server.uri.PercentEncoding;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** The path of a request as the routes may rely on it: every {@code %} begins an escape, and one slash leads. */
public final class RequestTarget implements HttpConfiguration.Customizer {
  /** Clients join an address that ends in a slash with a path; MLflow's own server (3.17.2) serves what comes of it. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    if (path == null) {
      return request;
    }
    if (!PercentEncoding.isValid(path)) { // Jetty does not look behind a semicolon
      throw new HttpException.RuntimeException(400, "an escape in the path is broken");
    }
    return path.startsWith("//") ? withOneSlash(request, uri, path) : request;
  }

  private static Request withOneSlash(Request request, HttpURI uri, String path) {
    int slashes = 1;
    while (slashes < path.length() && path.charAt(slashes) == '/') {
      slashes++;
    }
    HttpURI target = HttpURI.build(uri)
        .path(path.substring(slashes - 1))
        .fragment(uri.getFragment()) // which a new path takes away
        .asImmutable();
    return Request.serveAs(request, target);
  }
}
