package dev.hallmark.server.storage;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.EventSink;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The one place that opens a writing transaction, and that returns only when it is on disk. */
public final class Writes {
  private final Jdbi jdbi;
  private final List<EventSink> sinks;

  public Writes(Database database, List<EventSink> sinks) {
    this.jdbi = database.jdbi();
    this.sinks = List.copyOf(sinks);
  }

  public void run(Consumer<Tx> work) {
    call(tx -> {
      work.accept(tx);
      return Boolean.TRUE;
    });
  }

  /** Runs the work in one transaction, commits, waits until it is forced to disk, and answers what the work answered. */
  public <T> T call(Function<Tx, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(new Tx(handle, sinks)));
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        throw RegistryException.of(ErrorKind.ALREADY_EXISTS, Subject.STORAGE, Reason.PLAIN, "", "");
      }
      throw e;
    }
  }
}
