package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.HallmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests, retries them if that is safe, and throws a {@link HallmarkException} for every failure. */
public final class RequestSender {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Settings settings;
  private final Transport transport;
  private final Transport fileTransport;
  private volatile Boolean supportsKeys;

  /** Reads a successful response. An IOException counts as a broken connection. */
  public interface Reader<T> {
    T read(Response response) throws IOException;
  }

  public RequestSender(Settings settings) {
    this.settings = settings;
    this.transport = new HttpClientTransport(settings);
    this.fileTransport = new UrlConnectionTransport(settings);
  }

  /**
   * A URI on the server.
   *
   * @param path percent-encoded where necessary
   */
  public URI uri(String path) {
    return URI.create(settings.server() + path);
  }

  public Retries retries() {
    return new Retries(settings.retries());
  }

  public JsonNode json(Request request) {
    return send(request, Json::read);
  }

  /** Sends the request with retries and returns what the reader returns. */
  public <T> T send(Request request, Reader<T> reader) {
    Retries retries = retries();
    while (true) {
      try {
        return once(request, reader);
      } catch (HallmarkException e) {
        if (!mayRepeat(request, e)) {
          throw e;
        }
        retries.pause(e);
      }
    }
  }

  private boolean mayRepeat(Request request, HallmarkException failure) {
    return Retries.isUndone(failure)
        || Retries.isLost(failure)
            && (request.repeat() == RepeatSafety.IDEMPOTENT || supportsKeys(failure));
  }

  /** Called only after a broken connection. A server that ignores the key would execute the request twice. */
  private boolean supportsKeys(HallmarkException failure) {
    if (supportsKeys == null) {
      try {
        supportsKeys = json(Request.get(uri("/api/3.0/mlflow/server-info")))
            .path("idempotency_keys_supported")
            .asBoolean();
      } catch (HallmarkException e) {
        failure.addSuppressed(e);
        return false;
      }
    }
    return supportsKeys;
  }

  /** Sends the request once, without retries. */
  public <T> T once(Request request, Reader<T> reader) {
    return once(transport, request, reader);
  }

  /** As {@link #once}, for downloading a file or the rest of one. */
  public <T> T fileOnce(Request request, Reader<T> reader) {
    return once(fileTransport, request, reader);
  }

  private <T> T once(Transport transport, Request request, Reader<T> reader) {
    Request next = request;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Response response = ask(transport, next);
      try (InputStream body = response.body()) {
        if (!REDIRECTS.contains(response.status())) {
          return response.status() / 100 == 2 ? reader.read(response) : refuse(response);
        }
        next = Redirect.follow(next, response);
        body.readAllBytes();
      } catch (IOException e) {
        throw lost(e);
      }
    }
    throw new HallmarkException(
        HallmarkException.UNUSABLE,
        "more than " + MAX_REDIRECTS + " redirects from " + request.uri());
  }

  private Response ask(Transport transport, Request request) {
    boolean isConfiguredServer = Redirect.isSameOrigin(settings.server(), request.uri());
    try {
      return transport.send(request, isConfiguredServer ? settings.headers() : Map.of());
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      String code = TrustedCertificates.isRefused(e)
          ? HallmarkException.UNUSABLE
          : HallmarkException.UNREACHABLE;
      throw new HallmarkException(code, "no connection to " + settings.server() + reason(e), e);
    } catch (IOException e) {
      throw lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(e);
    }
  }

  private static <T> T refuse(Response response) throws IOException {
    throw new HallmarkException(ErrorResponse.read(response), null);
  }

  private HallmarkException lost(Exception cause) {
    return new HallmarkException(
        HallmarkException.CONNECTION_LOST,
        "no whole answer from " + settings.server() + reason(cause),
        cause);
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }
}
