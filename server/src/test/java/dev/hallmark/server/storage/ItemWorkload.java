package dev.hallmark.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.PowerCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;

/**
 * Every writer numbers its items 1, 2, 3 …, counts them in a row of its own and deletes old ones, all in one
 * transaction: from a writer's count follows exactly which items it must have.
 */
final class ItemWorkload implements PowerCut.Workload {
  private static final int WRITERS = 16;
  private static final int KEEP = 100;
  private static final int DELETE_EVERY = 10;

  private final AtomicLongArray acknowledged = new AtomicLongArray(WRITERS);
  private Writes writes;

  @Override
  public void begin(Database database) {
    writes = new Writes(database, List.of());
    writes.run(tx -> {
      tx.handle()
          .execute(
              "create table if not exists counter (writer int primary key, count bigint not null)");
      tx.handle()
          .execute("create table if not exists item (writer int not null, number bigint not null,"
              + " payload varchar not null, label varchar not null, primary key (writer, number))");
      tx.handle().execute("create index if not exists item_by_label on item (label)");
    });
    for (int writer = 0; writer < WRITERS; writer++) {
      acknowledged.set(writer, count(database.jdbi(), writer));
    }
  }

  @Override
  public void write(int writer, PowerCut.Running running) {
    for (long number = acknowledged.get(writer) + 1; running.goesOn(); number++) {
      change(writer, number);
      acknowledged.set(writer, number);
    }
  }

  private void change(int writer, long number) {
    String payload = payload(writer, number);
    writes.run(tx -> {
      tx.handle()
          .execute("insert into item values (?, ?, ?, ?)", writer, number, payload, label(payload));
      if (number == 1) {
        tx.handle().execute("insert into counter values (?, 1)", writer);
      } else {
        tx.handle().execute("update counter set count = ? where writer = ?", number, writer);
      }
      if (number % DELETE_EVERY == 0) {
        tx.handle()
            .execute("delete from item where writer = ? and number < ?", writer, number - KEEP);
      }
    });
  }

  @Override
  public Consumer<Jdbi> acknowledged() {
    long[] promised = LongStream.range(0, WRITERS)
        .map(writer -> acknowledged.get((int) writer))
        .toArray();
    return jdbi -> {
      List<Item> items = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        long count = count(jdbi, writer);
        assertThat(count).as("count of writer %s", writer).isGreaterThanOrEqualTo(promised[writer]);
        items.addAll(expected(writer, count));
      }
      assertThat(items(jdbi)).isEqualTo(items);
    };
  }

  private static List<Item> expected(int writer, long count) {
    long oldest = Math.max(1, count - count % DELETE_EVERY - KEEP);
    return LongStream.rangeClosed(oldest, count)
        .mapToObj(number -> new Item(writer, number, payload(writer, number)))
        .toList();
  }

  private static List<Item> items(Jdbi jdbi) {
    return jdbi.withHandle(handle -> handle
        .createQuery("select writer, number, payload from item order by writer, number")
        .map((row, context) -> new Item(row.getInt(1), row.getLong(2), row.getString(3)))
        .list());
  }

  private static long count(Jdbi jdbi, int writer) {
    return jdbi.withHandle(handle -> handle
        .createQuery("select count from counter where writer = ?")
        .bind(0, writer)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L));
  }

  /** Now and then longer than a page. */
  private static String payload(int writer, long number) {
    Random random = new Random(writer * 1_000_003L + number);
    int length = 20 + random.nextInt(number % 50 == 0 ? 6000 : 150);
    return random
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String label(String payload) {
    return payload.substring(0, 12);
  }

  private record Item(int writer, long number, String payload) {}
}
