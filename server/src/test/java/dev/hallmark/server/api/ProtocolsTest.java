package dev.hallmark.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.api.requests.Bodies;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import dev.hallmark.server.testkit.TestCallers;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProtocolsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private Javalin javalin;

  @BeforeEach
  void start() {
    Protocols protocols = new Protocols(
        List.of(new Words("/left"), new Words("/right")),
        new Access(TestCallers.POLICY),
        (caller, refusal, call) -> refusals.add(caller.name() + " " + refusal + " " + call),
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

  /** Answers every error as {@code <its path>: <kind> <subject>}. */
  private record Words(String path) implements Protocol {
    @Override
    public byte[] unreadable(int status) {
      return new byte[0];
    }

    @Override
    public boolean claims(Context ctx) {
      return ctx.path().startsWith(path);
    }

    @Override
    public List<Route> routes() {
      return List.of(
          Route.publicGet(path + "/refused", ctx -> {
            throw RegistryException.missing("name");
          }),
          Route.publicGet(path + "/crashed", ctx -> {
            throw new IllegalStateException("a defect");
          }),
          Route.publicGet(path + "/overflown", ctx -> {
            throw new StackOverflowError();
          }),
          Route.publicGet(path + "/caller", ctx -> ctx.result(Callers.of(ctx).name())),
          Route.get(
              path + "/read", Permission.READ, ctx -> ctx.result(Callers.of(ctx).workspace())),
          Route.delete(path + "/read", Permission.DELETE, ctx -> ctx.result("deleted")),
          Route.post(path + "/size", Permission.READ, ctx -> ctx.result(sizes(ctx))));
    }

    /** A body can be asked for again, as whoever checks a signature has done before. */
    private static String sizes(Context ctx) {
      byte[] body = Bodies.read(ctx);
      return body == Bodies.read(ctx) ? "" + body.length : "read twice";
    }

    /** Someone who deletes nothing, in the workspace that is named as the path. */
    @Override
    public Caller authenticate(Context ctx) {
      if (ctx.header("Nobody") != null) {
        throw RegistryException.of(
            ErrorKind.UNAUTHENTICATED, Subject.REQUEST, Reason.PLAIN, "", "");
      }
      return TestCallers.without(Permission.DELETE).in(path);
    }

    @Override
    public void render(Context ctx, RegistryException error) {
      ctx.status(499).result(path + ": " + error.kind() + " " + error.subject());
    }
  }

  @Test
  void refusal_isWordedByTheProtocolThatWasCalled() throws Exception {
    assertThat(get("/left/refused")).isEqualTo("/left: INVALID_ARGUMENT REQUEST");
    assertThat(get("/right/refused")).isEqualTo("/right: INVALID_ARGUMENT REQUEST");
  }

  @Test
  void unknownPath_isWordedByItsProtocol() throws Exception {
    assertThat(get("/left/nowhere")).isEqualTo("/left: NOT_FOUND ROUTE");
  }

  @Test
  void pathOfNoProtocol_isWordedByTheLastOne() throws Exception {
    assertThat(get("/nowhere")).isEqualTo("/right: NOT_FOUND ROUTE");
  }

  @Test
  void crash_isWordedByTheProtocol() throws Exception {
    assertThat(get("/left/crashed")).isEqualTo("/left: INTERNAL REQUEST");
    assertThat(get("/right/overflown")).isEqualTo("/right: INTERNAL REQUEST");
  }

  @Test
  void caller_isTheOneOfTheProtocolThatWasCalled() throws Exception {
    assertThat(get("/left/read")).isEqualTo("/left");
    assertThat(get("/right/read")).isEqualTo("/right");
  }

  @Test
  void callWithoutItsPermission_isRefusedBeforeTheHandler() throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri("/left/read")).DELETE()))
        .isEqualTo("/left: FORBIDDEN REQUEST");
    assertThat(refusals)
        .containsExactly(
            "ann Refusal[permission=DELETE, resource=Optional.empty] DELETE /left/read");
  }

  @Test
  void otherRefusals_areNotThoseOfACaller() throws Exception {
    get("/left/refused");
    get("/left/nowhere");
    assertThat(refusals).isEmpty();
  }

  @Test
  void callerWhoIsNotKnown_getsNothingButWhatIsPublic() throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri("/left/read")).header("Nobody", "")))
        .isEqualTo("/left: UNAUTHENTICATED REQUEST");
    assertThat(send(HttpRequest.newBuilder(uri("/left/refused")).header("Nobody", "")))
        .isEqualTo("/left: INVALID_ARGUMENT REQUEST");
  }

  @Test
  void publicRoute_hasNoCaller() throws Exception {
    assertThat(get("/left/caller")).isEqualTo("/left: INTERNAL REQUEST");
  }

  @Test
  void body_isReadWholeWhateverItsSize() throws Exception {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 1_000_000, 24_000_000}) {
      assertThat(post("/left/size", BodyPublishers.ofByteArray(new byte[size])))
          .isEqualTo("" + size);
    }
  }

  @Test
  void bodyOverTheLimit_isRefusedWithAndWithoutALength() throws Exception {
    byte[] large = new byte[24_000_001];
    assertThat(post("/left/size", BodyPublishers.ofByteArray(large)))
        .isEqualTo("/left: TOO_LARGE REQUEST");
    assertThat(post("/left/size", BodyPublishers.ofInputStream(() -> stream(large))))
        .isEqualTo("/left: TOO_LARGE REQUEST");
  }

  @Test
  void bodies_giveBackWhatTheyTookOfTheHeap() throws Exception {
    long unused = HeapBudget.unused();
    post("/left/size", BodyPublishers.ofByteArray(new byte[3_000_000]));
    post("/left/size", BodyPublishers.ofByteArray(new byte[24_000_001]));
    post("/left/size", BodyPublishers.ofInputStream(() -> stream(new byte[24_000_001])));
    assertThat(HeapBudget.unused()).isEqualTo(unused);
  }

  @Test
  void head_isRefusedWhereGetIs() throws Exception {
    for (String path : new String[] {"/left/refused", "/right/crashed"}) {
      HttpResponse<String> head = client.send(
          HttpRequest.newBuilder(uri(path))
              .method("HEAD", BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
      assertThat(head.statusCode()).as(path).isEqualTo(499);
      assertThat(head.body()).isEmpty();
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new SequenceInputStream(
        InputStream.nullInputStream(), new java.io.ByteArrayInputStream(bytes));
  }

  private String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private String post(String path, HttpRequest.BodyPublisher body) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).POST(body));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + javalin.port() + path);
  }
}
