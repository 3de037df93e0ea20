package dev.hallmark.compat.faults;

import dev.hallmark.compat.process.Clients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the clients of one round know: the things they wrote, and the changes that must stand in the audit. */
final class Ledger {
  private static final int READERS = 8;

  private final Queue<Cell> cells = new ConcurrentLinkedQueue<>();
  private final Queue<AuditLine> audited = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();

  /**
   * A change that was acknowledged.
   *
   * @param operation the event's name
   * @param details some of the entry's details, enough to know this change from others
   */
  record AuditLine(String operation, String object, Map<String, String> details) {}

  Cell add(Cell cell) {
    cells.add(cell);
    return cell;
  }

  void audited(String operation, String object, Map<String, String> details) {
    audited.add(new AuditLine(operation, object, details));
  }

  void acknowledged() {
    acknowledged.incrementAndGet();
  }

  /** How many writes were answered until now. */
  int writes() {
    return acknowledged.get();
  }

  List<AuditLine> auditLines() {
    return List.copyOf(audited);
  }

  int size() {
    return cells.size();
  }

  /** Compares every cell with the server on this port. */
  void check(int port) throws IOException, InterruptedException {
    List<Cell> all = List.copyOf(cells);
    Clients.run(port, READERS, (mlflow, number) -> {
      for (int i = number; i < all.size(); i += READERS) {
        all.get(i).check(mlflow);
      }
      return number;
    });
  }
}
