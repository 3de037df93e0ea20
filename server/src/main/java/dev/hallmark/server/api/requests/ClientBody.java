package dev.hallmark.server.api.requests;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Whether a request has a body, and the errors of reading it. */
public final class ClientBody {
  private ClientBody() {}

  /** The error for a body that ends early: TOO_SLOW after a timeout, otherwise MALFORMED. */
  static RegistryException broken(Subject subject, IOException failure, Object read) {
    Reason reason =
        failure.getCause() instanceof TimeoutException ? Reason.TOO_SLOW : Reason.MALFORMED;
    return RegistryException.invalid(subject, reason, "body", read);
  }

  public static boolean isExpected(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }
}
