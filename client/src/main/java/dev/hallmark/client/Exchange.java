package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests, repeats them where that is safe, and makes one kind of exception of all that is not a success. */
final class Exchange {
  private static final int HOPS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Settings settings;
  private final Wire calls;
  private final Wire files;
  private volatile Boolean knowsKeys;

  /** Reads an answer of success; an IOException counts as a lost connection. */
  interface Reader<T> {
    T read(Answer answer) throws IOException;
  }

  Exchange(Settings settings) {
    this.settings = settings;
    this.calls = new CallWire(settings);
    this.files = new FileWire(settings);
  }

  /** A place on the server; what it is given is percent-encoded where it must be. */
  URI uri(String path) {
    return URI.create(settings.server() + path);
  }

  Retries retries() {
    return new Retries(settings.retries());
  }

  JsonNode json(Call call) {
    return send(call, Json::read);
  }

  /** The answer's reading, with all the tries that the call allows. */
  <T> T send(Call call, Reader<T> reader) {
    Retries retries = retries();
    while (true) {
      try {
        return once(call, reader);
      } catch (HallmarkException e) {
        if (!mayRepeat(call, e)) {
          throw e;
        }
        retries.pause(e);
      }
    }
  }

  private boolean mayRepeat(Call call, HallmarkException failure) {
    return Retries.isUndone(failure)
        || Retries.isLost(failure) && (call.repeat() == Repeat.HARMLESS || knowsKeys(failure));
  }

  /** Asked only after a loss: a server that passes over the key would do the same thing twice. */
  private boolean knowsKeys(HallmarkException failure) {
    if (knowsKeys == null) {
      try {
        knowsKeys = json(Call.get(uri("/api/3.0/mlflow/server-info")))
            .path("idempotency_keys_supported")
            .asBoolean();
      } catch (HallmarkException e) {
        failure.addSuppressed(e);
        return false;
      }
    }
    return knowsKeys;
  }

  /** One try. */
  <T> T once(Call call, Reader<T> reader) {
    return once(calls, call, reader);
  }

  /** One try to get a file, or the rest of one. */
  <T> T fileOnce(Call call, Reader<T> reader) {
    return once(files, call, reader);
  }

  private <T> T once(Wire wire, Call call, Reader<T> reader) {
    Call next = call;
    for (int hop = 0; hop <= HOPS; hop++) {
      Answer answer = ask(wire, next);
      try (InputStream body = answer.body()) {
        if (!REDIRECTS.contains(answer.status())) {
          return answer.status() / 100 == 2 ? reader.read(answer) : refuse(answer);
        }
        next = Redirect.follow(next, answer);
        body.readAllBytes();
      } catch (IOException e) {
        throw lost(e);
      }
    }
    throw new HallmarkException(
        HallmarkException.UNUSABLE, "more than " + HOPS + " redirects from " + call.uri());
  }

  private Answer ask(Wire wire, Call call) {
    boolean isOurs = Redirect.isSameOrigin(settings.server(), call.uri());
    try {
      return wire.ask(call, isOurs ? settings.headers() : Map.of());
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      String code = Trust.isRefused(e) ? HallmarkException.UNUSABLE : HallmarkException.UNREACHABLE;
      throw new HallmarkException(code, "no connection to " + settings.server() + reason(e), e);
    } catch (IOException e) {
      throw lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(e);
    }
  }

  private static <T> T refuse(Answer answer) throws IOException {
    throw Refusal.of(answer);
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
