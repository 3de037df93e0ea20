package dev.hallmark.server.api.log;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.LogEscaping;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * One line of the access log.
 *
 * @param at the end of the request, in milliseconds since the epoch
 * @param bytes the size of the response body
 * @param micros microseconds from the first byte of the request to the last byte of the response
 */
record AccessLine(
    long at,
    String requestId,
    String actor,
    String address,
    String method,
    String path,
    int status,
    long bytes,
    long micros) {

  static AccessLine of(Request request, Response response) {
    Object caller = request.getAttribute(Callers.CALLER);
    Object id = request.getAttribute(Callers.REQUEST_ID);
    HttpURI sent = Request.unWrap(request).getHttpURI();
    return new AccessLine(
        System.currentTimeMillis(),
        id == null ? "-" : id.toString(),
        id == null ? "-" : name(caller),
        Request.getRemoteAddr(request),
        request.getMethod(),
        sent == null ? "" : sent.getPath(),
        response.getStatus(),
        Response.getContentBytesWritten(response),
        NanoTime.since(request.getBeginNanoTime()) / 1000);
  }

  /** Public routes have no caller; they are logged as anonymous. */
  private static String name(Object caller) {
    return caller instanceof Caller known ? known.name() : Principal.ANONYMOUS.name();
  }

  /** The fields, separated by spaces; the time in UTC, the duration in milliseconds. */
  String text() {
    return String.join(
        " ",
        Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.MILLIS).toString(),
        requestId,
        LogEscaping.word(actor),
        LogEscaping.word(address),
        LogEscaping.word(method),
        LogEscaping.word(path),
        Integer.toString(status),
        Long.toString(bytes),
        micros / 1000 + "." + Long.toString(1000 + micros % 1000).substring(1));
  }
}
