package dev.hallmark.server.api.http;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.RequestIds;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Renders errors that Jetty detects before a protocol is reached, such as a malformed request line or headers that are too long. */
final class JettyErrors extends ErrorHandler {
  private final Protocols protocols;

  JettyErrors(Protocols protocols) {
    this.protocols = protocols;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      Throwable cause,
      Callback callback) {
    int sent = status == 505 ? 400 : status; // an unsupported HTTP version is a client error
    response.setStatus(sent);
    String id = RequestIds.next();
    request.setAttribute(Callers.REQUEST_ID, id);
    ByteBuffer body = badMessageError(sent, message, response.getHeaders());
    response.getHeaders().put(new HttpField(ResponseHeaders.REQUEST_ID, id));
    response.write(true, body, callback);
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable headers) {
    ResponseHeaders.COMMON.forEach((name, value) -> headers.put(name, value));
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(
        HttpHeader.CONNECTION, "close"); // the next bytes may belong to the malformed request
    if (status == 503 || status == 429) {
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    return ByteBuffer.wrap(protocols.unreadable(status));
  }
}
