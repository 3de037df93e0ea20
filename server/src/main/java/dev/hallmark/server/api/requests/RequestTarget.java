package dev.hallmark.server.api.requests;

import dev.hallmark.server.uri.PercentEncoding;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Checks and normalizes the path of a request: every {@code %} must begin a valid escape, and several leading slashes become one. */
public final class RequestTarget implements HttpConfiguration.Customizer {
  /** Some clients append a path to a URL with a trailing slash. MLflow's own server (3.17.2) accepts the resulting double slash. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    if (path == null) {
      return request;
    }
    if (!PercentEncoding.isValid(path)) { // Jetty does not check the part after a semicolon
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
        .fragment(uri.getFragment()) // setting the path removes the fragment
        .asImmutable();
    return Request.serveAs(request, target);
  }
}
