package dev.hallmark.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.log.AccessLog;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.auth.RefusalLog;
import dev.hallmark.server.error.RegistryException;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GentleStopTest {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();

  /** One route that answers only when it is told to. */
  private final class Slow implements Protocol {
    @Override
    public boolean claims(Context ctx) {
      return true;
    }

    @Override
    public List<Route> routes() {
      return List.of(Route.publicGet("/slow", ctx -> {
        arrived.countDown();
        ctx.result(goOn.await(8, TimeUnit.SECONDS) ? "whole" : "too late");
      }));
    }

    @Override
    public Caller authenticate(Context ctx) {
      throw new IllegalStateException("the route is public");
    }

    @Override
    public void render(Context ctx, RegistryException error) {
      ctx.status(500);
    }

    @Override
    public byte[] unreadable(int status) {
      return new byte[0];
    }
  }

  @Test
  void stop_letsARequestUnderWayFinish_andTakesNoOther() throws Exception {
    HttpServer http = new HttpServer(
        new Protocols(
            List.of(new Slow()),
            new Access(Policy.EVERYTHING),
            RefusalLog.NONE,
            UnaryOperator.identity()),
        AccessLog.open("off"),
        List.of(),
        0);
    Javalin javalin =
        Javalin.create(config -> http.configure(config, "127.0.0.1", 0)).start();
    HttpRequest slow = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + javalin.port() + "/slow"))
        .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(slow, HttpResponse.BodyHandlers.ofString());
    arrived.await();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(javalin::stop);
    while (accepts(slow)) {
      Thread.onSpinWait();
    }
    goOn.countDown();

    assertThat(answer.get().body()).isEqualTo("whole");
    stopped.get();
    assertThatThrownBy(() -> client.send(slow, HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  private static boolean accepts(HttpRequest request) {
    try (java.net.Socket socket =
        new java.net.Socket(request.uri().getHost(), request.uri().getPort())) {
      return socket.isConnected();
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
