package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.file.DiskSpace;
import dev.hallmark.server.testkit.DiskRoom;
import dev.hallmark.server.testkit.PowerCut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database whose disk is full, on a file system that can be filled. */
@Timeout(120)
class FullDiskTest {
  private static final int CUTS = 10;

  @TempDir
  Path folder;

  private final AtomicReference<Throwable> halted = new AtomicReference<>();
  private Path file;
  private DiskRoom room;
  private Database database;

  @BeforeEach
  void open() {
    file = folder.resolve("full.mv.db");
    room = DiskRoom.of(file);
    database = CutDatabase.start(file, halted::set);
    writes().run(tx -> tx.handle().execute("create table item (name varchar primary key)"));
  }

  @AfterEach
  void close() {
    room.free();
    database.close();
    assertThat(halted.get()).as("a full disk is no failed flush").isNull();
  }

  @Test
  void changes_areRefusedBeforeTheyBegin_andReadsAreServed() throws Exception {
    insert("before");
    room.leave(DiskSpace.RESERVE - 1);
    awaitReadOnly("disk");
    assertReadOnly();
    assertThat(names()).containsExactly("before");
    assertThat(database.isReady()).isTrue();

    room.free();
    awaitReadOnly("");
    insert("after");
    assertThat(names()).containsExactly("after", "before");
  }

  @Test
  void changeThatFindsNoRoom_isNotSureToBeMade_andIsWrittenWhenThereIsRoom() throws Exception {
    insert("before");
    room.leaveUntold(0);
    assertThatThrownBy(() -> insert("between"))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.UNSURE);
    assertReadOnly();
    assertThat(names()).containsExactly("before", "between");

    room.free();
    awaitReadOnly("");
    insert("after");
    database.close();
    database = CutDatabase.start(file, halted::set);
    assertThat(names()).containsExactly("after", "before", "between");
  }

  @Test
  void partOfAWriteThatFits_isCompletedWhenThereIsRoom() throws Exception {
    room.leaveUntold(5_000);
    assertThatThrownBy(() -> insert("x".repeat(100_000))).isInstanceOf(RegistryException.class);
    room.free();
    awaitReadOnly("");
    insert("after");
    restart();
    assertThat(names()).containsExactly("after", "x".repeat(100_000));
  }

  @Test
  void start_onAFullDisk_servesReads() throws Exception {
    insert("before");
    database.close();
    room.leave(0);
    database = CutDatabase.start(file, halted::set);
    assertThat(database.isReady()).isTrue();
    assertThat(database.readOnly()).isEqualTo("disk");
    assertThat(names()).containsExactly("before");
    assertReadOnly();

    room.free();
    awaitReadOnly("");
    insert("after");
    assertThat(names()).containsExactly("after", "before");
  }

  @Test
  void start_onAFullDiskAfterAKill_servesReads() throws Exception {
    insert("before");
    Path copy = folder.resolve("killed.mv.db");
    Files.copy(file, copy);
    DiskRoom.of(copy).leave(0);
    try (Database killed = CutDatabase.start(copy, halted::set)) {
      assertThat(killed.isReady()).isTrue();
      assertThat(names(killed)).containsExactly("before");
    }
  }

  @Test
  void start_ofANewDatabase_waitsForRoom() throws Exception {
    Path fresh = folder.resolve("fresh.mv.db");
    DiskRoom.of(fresh).leave(0);
    try (Database waiting = CutDatabase.start(fresh, halted::set)) {
      waiting.prepare(() -> {}, halted::set);
      assertThat(waiting.isReady()).isFalse();
      assertThatThrownBy(() -> new Writes(waiting, List.of()).run(tx -> {}))
          .isInstanceOf(RegistryException.class)
          .extracting("kind")
          .isEqualTo(ErrorKind.UNAVAILABLE);
      DiskRoom.of(fresh).free();
      while (!waiting.isReady()) {
        Thread.sleep(10);
      }
      new Writes(waiting, List.of()).run(tx -> tx.handle().execute("create table item (n int)"));
    }
  }

  @Test
  void preparationThatTheDiskRefuses_isDoneWhenThereIsRoom() throws Exception {
    room.leave(0);
    awaitReadOnly("disk");
    database.prepare(() -> insert("prepared"), halted::set);
    assertThat(database.isReady()).isFalse();
    room.free();
    while (!database.isReady()) {
      Thread.sleep(10);
    }
    assertThat(names()).containsExactly("prepared");
  }

  @Test
  void close_doesNotWaitForRoom() {
    insert("before");
    room.leaveUntold(0);
    assertThatThrownBy(() -> insert("between")).isInstanceOf(RegistryException.class);
    database.close();
    room.free();
    database = CutDatabase.start(file, halted::set);
    assertThat(names()).contains("before");
  }

  @Test
  void noPowerCutLosesAnAcknowledgedChange_whileTheDiskIsFullAgainAndAgain() throws Exception {
    FullDiskWorkload workload = new FullDiskWorkload(folder);
    new PowerCut(folder, workload, System.nanoTime()).run(CUTS);
    assertThat(workload.refusals()).as("changes that found no room").isPositive();
  }

  private void restart() {
    database.close();
    database = CutDatabase.start(file, halted::set);
  }

  private Writes writes() {
    return new Writes(database, List.of());
  }

  private void insert(String name) {
    writes().run(tx -> tx.handle().execute("insert into item values (?)", name));
  }

  private void assertReadOnly() {
    assertThatThrownBy(() -> insert("never"))
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "reason", "field")
        .containsExactly(ErrorKind.UNAVAILABLE, Reason.READ_ONLY, "disk");
  }

  private void awaitReadOnly(String cause) throws InterruptedException {
    while (!database.readOnly().equals(cause)) {
      Thread.sleep(10);
    }
  }

  private List<String> names() {
    return names(database);
  }

  private static List<String> names(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("select name from item order by name")
            .mapTo(String.class)
            .list());
  }
}
