package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.testkit.DiskRoom;
import dev.hallmark.server.testkit.PowerCut;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;

/**
 * Every writer numbers its items 1, 2, 3 … and says in a row of its own how many it has. The first one fills the disk and
 * frees it. What is refused is tried again, and may turn out to have been made.
 */
final class FullDiskWorkload implements PowerCut.Workload {
  private static final int WRITERS = 16;
  private static final int FILL_EVERY = 10;
  private static final long FULL_MILLIS = 20;

  private final Path folder;
  private final AtomicLongArray acknowledged = new AtomicLongArray(WRITERS);
  private final AtomicInteger refusals = new AtomicInteger();
  private int lives;
  private DiskRoom room;
  private Writes writes;

  FullDiskWorkload(Path folder) {
    this.folder = folder;
  }

  int refusals() {
    return refusals.get();
  }

  @Override
  public void begin(Database database) {
    room = DiskRoom.of(folder.resolve("life" + lives++ + ".mv.db"));
    writes = new Writes(database, List.of());
    writes.run(tx -> {
      tx.handle()
          .execute("create table if not exists counter (writer int primary key, count bigint)");
      tx.handle()
          .execute("create table if not exists item (writer int, number bigint, payload varchar,"
              + " primary key (writer, number))");
    });
    for (int writer = 0; writer < WRITERS; writer++) {
      acknowledged.set(writer, count(database.jdbi(), writer));
    }
  }

  @Override
  public void write(int writer, PowerCut.Running running) {
    if (writer == 0) {
      fillAndFree(running);
      return;
    }
    for (long number = acknowledged.get(writer) + 1; running.goesOn(); number++) {
      while (!isMade(writer, number)) {
        if (!running.goesOn()) {
          return;
        }
      }
      acknowledged.set(writer, number);
    }
  }

  private void fillAndFree(PowerCut.Running running) {
    for (int i = 0; running.goesOn(); i++) {
      if (i % 2 == 0) {
        room.leave(FILL_EVERY * i);
      } else {
        room.leaveUntold(FILL_EVERY * i);
      }
      sleep();
      room.free();
      sleep();
    }
    room.free();
  }

  private boolean isMade(int writer, long number) {
    try {
      writes.run(tx -> {
        tx.handle().execute("insert into item values (?, ?, ?)", writer, number, payload(number));
        if (number == 1) {
          tx.handle().execute("insert into counter values (?, 1)", writer);
        } else {
          tx.handle().execute("update counter set count = ? where writer = ?", number, writer);
        }
      });
      return true;
    } catch (RegistryException e) {
      if (e.kind() == ErrorKind.ALREADY_EXISTS) {
        return true; // by a try of before, and on the disk, as the refusal has waited
      }
      assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
      assertThat(e.reason()).isIn(Reason.READ_ONLY, Reason.UNSURE, Reason.PLAIN);
      refusals.incrementAndGet();
      sleep();
      return false;
    }
  }

  private static String payload(long number) {
    return "p".repeat((int) (number * 37 % 3000));
  }

  private static void sleep() {
    try {
      Thread.sleep(FULL_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Consumer<Jdbi> acknowledged() {
    long[] promised = LongStream.range(0, WRITERS)
        .map(writer -> acknowledged.get((int) writer))
        .toArray();
    return jdbi -> {
      for (int writer = 1; writer < WRITERS; writer++) {
        long count = count(jdbi, writer);
        assertThat(count).as("count of writer %s", writer).isGreaterThanOrEqualTo(promised[writer]);
        assertThat(numbers(jdbi, writer))
            .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
      }
    };
  }

  private static long count(Jdbi jdbi, int writer) {
    return jdbi.withHandle(handle -> handle
        .createQuery("select count from counter where writer = ?")
        .bind(0, writer)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L));
  }

  private static List<Long> numbers(Jdbi jdbi, int writer) {
    return jdbi.withHandle(handle -> handle
        .createQuery("select number from item where writer = ? order by number")
        .bind(0, writer)
        .mapTo(Long.class)
        .list());
  }
}
