package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.engine.H2;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a change when its connection is lost: that it was not made only where that is known. */
@Timeout(60)
class LostCommitTest {
  private final LosingEngine engine = new LosingEngine(H2.memory());
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(engine, () -> {}, e -> {});
    writes().run(tx -> tx.handle().execute("create table item (name varchar primary key)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01"})
  void lostAtTheCommit_mayHaveBeenMade(String state) {
    engine.loseAnswer(state);
    assertRefused(() -> insert("a"), Reason.UNSURE);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void lostBeforeTheCommit_wasNotMade() {
    assertRefused(
        () -> writes().run(tx -> {
          tx.handle().execute("insert into item values ('a')");
          throw new IllegalStateException(new SQLException("connection lost", "08006"));
        }),
        Reason.PLAIN);
    assertThat(count()).isZero();
  }

  @Test
  void commitThatWasGivenUpForAnother_isRunAgain() {
    engine.refuseCommit("40001");
    AtomicInteger runs = new AtomicInteger();
    writes().run(tx -> {
      runs.incrementAndGet();
      tx.handle().execute("insert into item values ('a')");
    });
    assertThat(runs).hasValue(2);
    assertThat(count()).isEqualTo(1);
  }

  private static void assertRefused(Runnable change, Reason reason) {
    assertThatThrownBy(change::run)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, reason);
  }

  private Writes writes() {
    return new Writes(database, List.of());
  }

  private void insert(String name) {
    writes().run(tx -> tx.handle().execute("insert into item values (?)", name));
  }

  private int count() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("select count(*) from item").mapTo(Integer.class).one());
  }
}
