package dev.hallmark.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a change that adds a row to a table of its own and answers the number of the call. */
abstract class IdempotencyStoreContract {
  private static final Caller ANN = TestCallers.named("ann");

  private static final Resource ITEM = Resource.model(7);

  private final MutableClock clock = new MutableClock(1_795_249_972_000L);
  private final AtomicInteger calls = new AtomicInteger();
  private List<Database> servers;

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    servers = engine().servers();
    execute("CREATE TABLE item (name varchar(100))");
  }

  @AfterEach
  void close() {
    servers.forEach(Database::close);
  }

  private void execute(String sql) {
    servers.get(0).jdbi().useHandle(handle -> handle.execute(sql));
  }

  private long count(String table) {
    return servers
        .get(0)
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT count(*) FROM " + table)
            .mapTo(Long.class)
            .one());
  }

  private static Writes writes(Database database) {
    return new Writes(database, List.of());
  }

  private Consumer<Once> addsTo(Database database) {
    return once -> writes(database).call(once.of(tx -> {
      tx.handle().execute("INSERT INTO item VALUES ('a')");
      once.about(ITEM);
      return calls.incrementAndGet();
    }));
  }

  private String ask(Caller caller, KeyedRequest request) {
    return ask(servers.get(0), caller, request);
  }

  private String ask(Database database, Caller caller, KeyedRequest request) {
    return answers(database).respond(caller, request, addsTo(database), made -> "made " + made);
  }

  private IdempotencyStore answers(Database database) {
    return new IdempotencyStore(new ServiceContext(
        database.jdbi(), writes(database), new Access(TestCallers.POLICY), clock));
  }

  private static KeyedRequest request(String key, String path, String content) {
    return KeyedRequest.of(new IdempotencyKey(key), path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyedRequest request() {
    return request("k-1", "POST /items", "a");
  }

  @Test
  void equalRequest_isAnsweredAsBeforeAndMakesNothing() {
    assertThat(ask(ANN, request())).isEqualTo("made 1");
    assertThat(ask(ANN, request())).isEqualTo("made 1");
    assertThat(count("item")).isEqualTo(1);
  }

  @Test
  void equalRequest_isKnownToAnotherServer() {
    Database other = servers.get(servers.size() - 1);
    assertThat(ask(ANN, request())).isEqualTo("made 1");
    assertThat(ask(other, ANN, request())).isEqualTo("made 1");
    assertThat(count("item")).isEqualTo(1);
  }

  @Test
  void equalRequest_ofACallerWhoMayNotReadTheObjectAnyMoreIsNotFound() {
    assertThat(ask(TestCallers.named("ben"), request())).isEqualTo("made 1");
    assertThatThrownBy(() -> ask(TestCallers.blindTo(ITEM), request()))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "value")
        .containsExactly(ErrorKind.NOT_FOUND, Subject.IDEMPOTENCY_KEY, "k-1");
    assertThat(count("item")).isEqualTo(1);
  }

  @Test
  void equalRequests_atOnceMakeOneChange() throws Exception {
    List<String> answers =
        Crowd.of(12, i -> () -> ask(servers.get(i % servers.size()), ANN, request()));
    assertThat(answers).hasSize(12).containsOnly(answers.get(0));
    assertThat(count("item")).isEqualTo(1);
    assertThat(count("idempotent_response")).isEqualTo(1);
  }

  @Test
  void differentKeys_doNotWaitForEachOther() throws Exception {
    List<String> answers = Crowd.of(12, i -> () -> ask(ANN, request("k-" + i, "POST /items", "a")));
    assertThat(answers).doesNotHaveDuplicates();
    assertThat(count("item")).isEqualTo(12);
  }

  @Test
  void key_ofARequestThatSaysSomethingElseIsRefused() {
    ask(ANN, request());
    assertThatThrownBy(() -> ask(ANN, request("k-1", "POST /items", "b")))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "reason", "value")
        .containsExactly(
            ErrorKind.INVALID_ARGUMENT, Subject.IDEMPOTENCY_KEY, Reason.MISMATCH, "k-1");
    assertThat(count("item")).isEqualTo(1);
  }

  @Test
  void key_isFreeForAnotherPathWorkspaceAndPerson() {
    Caller ben = TestCallers.named("ben");
    ask(ANN, request());
    assertThat(ask(ANN, request("k-1", "POST /others", "a"))).isEqualTo("made 2");
    assertThat(ask(ANN.in("team"), request())).isEqualTo("made 3");
    assertThat(ask(ben, request())).isEqualTo("made 4");
  }

  @Test
  void refusedChange_leavesNoAnswerAndTheKeyFree() {
    Consumer<Once> refused = once -> writes(servers.get(0)).call(once.of(tx -> {
      throw RegistryException.notFound(Subject.RUN, "run_id", "r");
    }));
    assertThatThrownBy(
            () -> answers(servers.get(0)).respond(ANN, request(), refused, made -> "made"))
        .isInstanceOf(RegistryException.class);
    assertThat(count("idempotent_response")).isZero();
    assertThat(ask(ANN, request("k-1", "POST /items", "b"))).isEqualTo("made 1");
  }

  @Test
  void answerThatCannotBeMade_leavesNoChange() {
    assertThatThrownBy(
            () -> answers(servers.get(0)).respond(ANN, request(), addsTo(servers.get(0)), made -> {
              throw new IllegalStateException("no words");
            }))
        .hasMessage("no words");
    assertThat(count("item")).isZero();
    assertThat(count("idempotent_response")).isZero();
  }

  @Test
  void answerThatIsTooLong_isRefusedAndLeavesNoChange() {
    String longest = "x".repeat(RecordedResponse.MAX_LENGTH);
    Database database = servers.get(0);
    assertThatThrownBy(() ->
            answers(database).respond(ANN, request(), addsTo(database), made -> longest + "x"))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject")
        .containsExactly(ErrorKind.TOO_LARGE, Subject.IDEMPOTENCY_KEY);
    assertThat(count("item")).isZero();
    assertThat(answers(database).respond(ANN, request(), addsTo(database), made -> longest))
        .isEqualTo(longest);
    assertThat(ask(ANN, request())).isEqualTo(longest);
  }

  @Test
  void answer_isKeptFor24Hours() {
    ask(ANN, request());
    clock.set(clock.millis() + Duration.ofHours(24).toMillis() - 1);
    assertThat(ask(ANN, request())).isEqualTo("made 1");
    clock.set(clock.millis() + 1);
    assertThat(ask(ANN, request())).isEqualTo("made 2");
    assertThat(ask(ANN, request())).isEqualTo("made 2");
    assertThat(count("idempotent_response")).isEqualTo(1);
  }

  @Test
  void answersOfYesterday_areDeletedByThoseThatComeAfter() {
    for (int i = 0; i < 25; i++) {
      ask(ANN, request("old-" + i, "POST /items", "a"));
    }
    clock.set(clock.millis() + Duration.ofHours(25).toMillis());
    for (int i = 0; i < 3; i++) {
      ask(ANN, request("new-" + i, "POST /items", "a"));
    }
    assertThat(count("idempotent_response")).isEqualTo(3);
  }

  @Test
  void answer_isForThoseWhoMayRead() {
    ask(ANN, request());
    Caller blind = TestCallers.without(Permission.READ);
    assertThatThrownBy(() -> ask(blind, request()))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.FORBIDDEN);
  }

  @Test
  void change_thatDoesNotAskHowOftenIsADefectAndSaysSo() {
    assertThatThrownBy(
            () -> answers(servers.get(0)).respond(ANN, request(), once -> {}, made -> "made"))
        .isInstanceOf(IllegalStateException.class);
  }
}
