package dev.hallmark.server.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.auth.RefusalLog;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.memory.HeapBudget;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamedResponseTest {
  private static final byte[] PIECE = new byte[1_000];

  private final HttpClient client = HttpClient.newHttpClient();
  private Javalin javalin;

  @BeforeEach
  void start() {
    Protocols protocols = new Protocols(
        List.of(new Chunks()),
        new Access(Policy.EVERYTHING),
        RefusalLog.NONE,
        UnaryOperator.identity());
    javalin = Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      protocols.mount(config);
    });
    javalin.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    javalin.stop();
  }

  /** Answers so many pieces, and then fails where it is asked to. */
  private static final class Chunks implements Protocol {
    @Override
    public boolean claims(Context ctx) {
      return true;
    }

    @Override
    public List<Route> routes() {
      return List.of(Route.publicGet("/{pieces}", Chunks::send));
    }

    private static void send(Context ctx) throws IOException {
      try (StreamedResponse answer = new StreamedResponse(ctx, "application/octet-stream")) {
        for (int i = Integer.parseInt(ctx.pathParam("pieces")); i > 0; i--) {
          answer.write(PIECE);
        }
        if (ctx.queryParam("fail") != null) {
          throw RegistryException.missing("name");
        }
        answer.complete();
      }
    }

    @Override
    public Caller authenticate(Context ctx) {
      throw new IllegalStateException("the route is public");
    }

    @Override
    public void render(Context ctx, RegistryException error) {
      ctx.status(499).result("refused");
    }

    @Override
    public byte[] unreadable(int status) {
      return new byte[0];
    }
  }

  @Test
  void shortBody_arrivesWhole() throws Exception {
    assertThat(get("/256").body()).hasSize(256_000);
    assertThat(get("/0").body()).isEmpty();
  }

  @Test
  void longBody_arrivesWhole() throws Exception {
    HttpResponse<byte[]> answer = get("/20000");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.body()).hasSize(20_000_000);
  }

  @Test
  void failureInAShortBody_isARefusal() throws Exception {
    HttpResponse<byte[]> answer = get("/256?fail");
    assertThat(answer.statusCode()).isEqualTo(499);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("refused");
  }

  @Test
  void failureInALongBody_neverLooksLikeItsEnd() {
    assertThatThrownBy(() -> get("/2000?fail")).isInstanceOf(IOException.class);
  }

  @Test
  void longBody_holdsAPartOfTheHeapUntilItEnds() throws Exception {
    long unused = HeapBudget.unused();
    get("/2000");
    assertThatThrownBy(() -> get("/2000?fail")).isInstanceOf(IOException.class);
    awaitUnused(unused);
    try (HeapBudget.Lease all = HeapBudget.ofThisProcess().lease()) {
      all.take(unused);
      assertThat(get("/2000").statusCode()).isEqualTo(499);
      assertThat(get("/20").statusCode()).isEqualTo(200);
    }
  }

  /** The client may have the end of a body before the server gives back what it held for it. */
  private static void awaitUnused(long bytes) throws InterruptedException {
    while (HeapBudget.unused() != bytes) {
      Thread.sleep(1);
    }
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + path))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
