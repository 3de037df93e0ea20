package dev.hallmark.compat.faults;

import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;

/**
 * One thing on the server that a single client writes, such as an alias or a file, and the values that it may have after a
 * crash: the one acknowledged last, or the one that was on its way.
 */
final class Cell {
  private final String name;
  private final Reader reader;
  private String acknowledged = "";
  private String attempted = "";

  /** @param name for a failure's message */
  Cell(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  /** Reads the present value from the server, empty when the thing is not there. */
  @FunctionalInterface
  interface Reader {
    String read(Mlflow mlflow) throws IOException;
  }

  /** The call that makes the value the present one. */
  @FunctionalInterface
  interface Call {
    Answer send() throws IOException;
  }

  /** @throws IOException when the connection broke: the server may have written the value, or may not */
  Answer write(String value, Call call) throws IOException {
    attempted = value;
    Answer answer = call.send().orFail();
    acknowledged = value;
    return answer;
  }

  /** For what the server itself chose, once it has answered. */
  Cell holding(String value) {
    attempted = value;
    acknowledged = value;
    return this;
  }

  /** Compares with the server, and from then on only the value found counts. */
  void check(Mlflow mlflow) throws IOException {
    String present = reader.read(mlflow);
    if (!present.equals(acknowledged) && !present.equals(attempted)) {
      throw new AssertionError(name + " is '" + present + "', acknowledged was '" + acknowledged
          + "', attempted '" + attempted + "'");
    }
    holding(present);
  }
}
