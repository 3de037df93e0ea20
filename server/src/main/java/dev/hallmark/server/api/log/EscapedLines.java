package dev.hallmark.server.api.log;

import dev.hallmark.server.api.LogEscaping;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The stream of the log: every line that is printed stays one line. Names of files and errors of libraries contain text of clients, which
 * could forge lines or control the terminal of the reader.
 */
public final class EscapedLines extends PrintStream {
  public EscapedLines(PrintStream target) {
    super(target, true, StandardCharsets.UTF_8);
  }

  /** From now on, the logger prints to this stream. */
  public static void install() {
    System.setErr(new EscapedLines(System.err));
  }

  @Override
  public void println(String line) {
    super.println(LogEscaping.inOneLine(String.valueOf(line)));
  }

  /** Stack traces are printed with this method, a line at a time. */
  @Override
  public void println(Object line) {
    println(String.valueOf(line));
  }
}
