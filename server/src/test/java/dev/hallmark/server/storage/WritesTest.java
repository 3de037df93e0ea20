package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.ModelEvent;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.engine.H2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WritesTest {
  private static final RegistryEvent EVENT = new ModelEvent.ModelRenamed(
      new Change(
          new Origin("ann", "ann", "", "mlflow", "r1", "127.0.0.1"),
          new ObjectRef(ObjectRef.Kind.REGISTERED_MODEL, "default", 1, "iris"),
          1,
          1),
      "iris",
      "lily");

  private final HeldFlush flush = new HeldFlush();
  private final AtomicReference<Throwable> halted = new AtomicReference<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(flush.over(H2.memory()), () -> {}, halted::set);
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("create table item (name varchar primary key, amount int)"));
  }

  @AfterEach
  void close() {
    flush.release();
    threads.shutdownNow();
    database.close();
  }

  @Test
  void call_answersOnlyWhenItsCommitIsFlushed() throws Exception {
    flush.hold();
    Future<Integer> answer = threads.submit(() -> writes().call(tx -> insert(tx, "a")));
    flush.awaitCall();
    assertThat(answer).isNotDone();
    assertThat(count()).as("readers see the commit before it is flushed").isEqualTo(1);
    flush.release();
    assertThat(answer.get()).isEqualTo(1);
  }

  @Test
  void call_isNotAnsweredByAFlushThatBeganBeforeItsCommit() throws Exception {
    flush.hold();
    Future<Integer> first = threads.submit(() -> writes().call(tx -> insert(tx, "a")));
    flush.awaitCall();
    Future<Integer> second = threads.submit(() -> writes().call(tx -> insert(tx, "b")));
    while (count() < 2) {
      Thread.onSpinWait();
    }
    flush.releaseOne();
    first.get();
    flush.awaitCall();
    assertThat(second).isNotDone();
    flush.release();
    assertThat(second.get()).isEqualTo(1);
  }

  @Test
  void call_refusesOnlyWhenWhatTheRefusalSawIsFlushed() throws Exception {
    flush.hold();
    Future<Integer> answer = threads.submit(() -> writes().call(tx -> {
      throw RegistryException.notFound(Subject.REGISTERED_MODEL, "name", "iris");
    }));
    flush.awaitCall();
    assertThat(answer).isNotDone();
    flush.release();
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void run_thatChangesNothingWaitsToo() throws Exception {
    flush.hold();
    Future<?> answer = threads.submit(() -> writes().run(tx -> {}));
    flush.awaitCall();
    assertThat(answer).isNotDone();
    flush.release();
    answer.get();
  }

  @Test
  void afterFlush_startsWhenTheCommitIsFlushedAndBeforeTheAnswer() throws Exception {
    flush.hold();
    List<String> seen = new ArrayList<>();
    Future<Boolean> answer = threads.submit(() -> writes().call(tx -> {
      tx.afterFlush(() -> seen.add("flushed"));
      return insert(tx, "a") == 1;
    }));
    flush.awaitCall();
    assertThat(seen).isEmpty();
    flush.release();
    assertThat(answer.get()).isTrue();
    assertThat(seen).containsExactly("flushed");
  }

  @Test
  void afterFlush_doesNotStartWhenTheWorkThrows() {
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(() -> writes().run(tx -> {
          tx.afterFlush(() -> seen.add("flushed"));
          throw RegistryException.missing("name");
        }))
        .isInstanceOf(RegistryException.class);
    assertThat(seen).isEmpty();
  }

  @Test
  void run_leavesNothingWhenTheWorkThrows() {
    assertThatThrownBy(() -> writes().run(tx -> {
          insert(tx, "a");
          throw new IllegalStateException("broken");
        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count()).isZero();
  }

  @Test
  void publish_thatASinkCannotTakeUndoesTheChange() {
    EventSink broken = event -> {
      throw new IllegalStateException("no room for the entry");
    };
    assertThatThrownBy(() -> writes(broken).run(tx -> {
          insert(tx, "a");
          tx.publish(EVENT);
        }))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(count()).isZero();
  }

  @Test
  void publish_whoseSqlFailsUndoesTheChange() {
    EventSink tableless = event ->
        database.jdbi().useHandle(handle -> handle.execute("insert into no_such_table values (1)"));
    assertThatThrownBy(() -> writes(tableless).run(tx -> {
          insert(tx, "a");
          tx.publish(EVENT);
        }))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(count()).isZero();
  }

  @Test
  void publish_writesInTheTransactionOfTheChange() {
    EventSink entries = event -> database.jdbi().useHandle(handle -> {
      assertThat(handle.isInTransaction()).isTrue();
      handle.execute("insert into item values ('entry', 0)");
    });
    assertThatThrownBy(() -> writes(entries).run(tx -> {
          tx.publish(EVENT);
          throw RegistryException.missing("name");
        }))
        .isInstanceOf(RegistryException.class);
    assertThat(count()).isZero();
    writes(entries).run(tx -> tx.publish(EVENT));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void call_saysThatADuplicateExists() {
    writes().call(tx -> insert(tx, "a"));
    assertThatThrownBy(() -> writes().call(tx -> insert(tx, "a")))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.ALREADY_EXISTS);
  }

  @Test
  void call_isUnavailableWhenALockCannotBeHad() throws Exception {
    writes().call(tx -> insert(tx, "a"));
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Future<?> holder = threads.submit(() -> writes().run(tx -> {
      update(tx, "a");
      locked.countDown();
      await(done);
    }));
    locked.await();
    assertThatThrownBy(() -> writes().run(tx -> {
          tx.handle().execute("set lock_timeout 1");
          update(tx, "a");
        }))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    done.countDown();
    holder.get();
  }

  @Test
  void call_leavesAMistakeInOurSqlAsItIs() {
    assertThatThrownBy(() -> writes().run(tx -> tx.handle().execute("select 1 from no_such_table")))
        .isInstanceOf(UnableToCreateStatementException.class);
  }

  @Test
  void call_runsAgainWhenTheDatabaseGaveItUpInADeadlock() throws Exception {
    writes().run(tx -> {
      insert(tx, "a");
      insert(tx, "b");
    });
    CountDownLatch bothHoldOne = new CountDownLatch(2);
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Void> there = crosswise("a", "b", bothHoldOne, runs);
    CompletableFuture<Void> back = crosswise("b", "a", bothHoldOne, runs);
    CompletableFuture.allOf(there, back).get(30, TimeUnit.SECONDS);
    assertThat(runs.get()).as("one of them ran again").isGreaterThan(2);
    assertThat(sum()).isEqualTo(4);
  }

  private CompletableFuture<Void> crosswise(
      String first, String second, CountDownLatch bothHoldOne, AtomicInteger runs) {
    return CompletableFuture.runAsync(
        () -> writes().run(tx -> {
          runs.incrementAndGet();
          update(tx, first);
          bothHoldOne.countDown();
          await(bothHoldOne);
          update(tx, second);
        }),
        threads);
  }

  @Test
  void call_refusesToBeCalledInsideATransaction() {
    assertThatThrownBy(() -> writes().run(tx -> writes().run(inner -> insert(inner, "a"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count()).isZero();
  }

  @Test
  void failedFlush_haltsAndFailsEveryoneWhoWaits() throws Exception {
    flush.hold();
    Future<Integer> one = threads.submit(() -> writes().call(tx -> insert(tx, "a")));
    flush.awaitCall();
    Future<Integer> other = threads.submit(() -> writes().call(tx -> insert(tx, "b")));
    flush.failWith(new IllegalStateException("i/o error"));
    for (Future<Integer> answer : List.of(one, other)) {
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOf(RegistryException.class)
          .extracting("kind")
          .isEqualTo(ErrorKind.UNAVAILABLE);
    }
    assertThat(halted.get()).hasMessage("i/o error");
  }

  @Test
  void failedFlush_isTheLast() {
    flush.hold();
    flush.failWith(new IllegalStateException("i/o error"));
    assertThatThrownBy(() -> writes().call(tx -> insert(tx, "a")))
        .isInstanceOf(RegistryException.class);
    int before = flush.calls();
    assertThatThrownBy(() -> writes().call(tx -> insert(tx, "b")))
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(flush.calls()).isEqualTo(before);
  }

  @Test
  void sixteenWriters_shareFlushesAndLoseNothing() throws Exception {
    int writers = 16;
    int each = 50;
    int before = flush.calls();
    List<Future<?>> answers = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String name = "writer " + i;
      answers.add(threads.submit(() -> {
        for (int n = 0; n < each; n++) {
          int number = n;
          writes().call(tx -> insert(tx, name + " " + number));
        }
      }));
    }
    for (Future<?> answer : answers) {
      answer.get();
    }
    assertThat(count()).isEqualTo(writers * each);
    assertThat(flush.calls() - before).isLessThanOrEqualTo(writers * each);
    assertThat(halted.get()).isNull();
  }

  private Writes writes(EventSink... sinks) {
    return new Writes(database, List.of(sinks));
  }

  private static int insert(Tx tx, String name) {
    return tx.handle().execute("insert into item values (?, 0)", name);
  }

  private static void update(Tx tx, String name) {
    tx.handle().execute("update item set amount = amount + 1 where name = ?", name);
  }

  private int count() {
    return number("select count(*) from item");
  }

  private int sum() {
    return number("select sum(amount) from item");
  }

  private int number(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
