package dev.hallmark.server.storage;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads of more rows than may be in memory at once. */
public final class StreamingReads {
  private StreamingReads() {}

  /**
   * Inside, statements with a fetch size hand over their rows piece by piece, which PostgreSQL's driver does in a transaction
   * only.
   */
  public static <T> T in(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }
}
