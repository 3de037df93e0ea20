package dev.hallmark.server.storage;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads that return more rows than fit into memory. */
public final class StreamingReads {
  private StreamingReads() {}

  /**
   * Runs the work in a transaction, in which statements with a fetch size stream their rows. PostgreSQL's driver does this in a transaction
   * only.
   */
  public static <T> T in(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }
}
