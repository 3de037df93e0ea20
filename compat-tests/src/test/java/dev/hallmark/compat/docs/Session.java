package dev.hallmark.compat.docs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An interpreter that a reader keeps open: what one block defines, the next one uses. */
final class Session implements AutoCloseable {
  private static final long PATIENCE_MINUTES = 20;
  private static final String DONE = "-- the block has ended";

  /** Runs what comes until a line that no page has, shows an error as Python does, and goes on. */
  private static final String DRIVER = """
      import sys, traceback
      scope, block = {"__name__": "__main__"}, []
      for line in sys.stdin:
          if line.strip() != "%1$s":
              block.append(line)
              continue
          try:
              exec(compile("".join(block), "<block>", "exec"), scope)
          except BaseException:
              print("-- failed")
              traceback.print_exc()
          block = []
          sys.stderr.flush()
          print("\\n%1$s", flush=True)
      """.formatted(DONE);

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private final UnaryOperator<String> sent;
  private final String failure;

  private Session(ProcessBuilder builder, UnaryOperator<String> sent, String failure)
      throws IOException {
    this.process = builder.redirectErrorStream(true).start();
    this.output = process.inputReader();
    this.input = process.outputWriter();
    this.sent = sent;
    this.failure = failure;
  }

  /** @param python starts the interpreter when it is given {@code -c} and a script */
  static Session python(ProcessBuilder python) throws IOException {
    python.command().addAll(List.of("-u", "-c", DRIVER));
    return new Session(python, block -> block + DONE + "\n", "(?s).*-- failed\n.*");
  }

  /** JShell takes a line as an end where Java need not, so a block is sent as one line, without its comments. */
  static Session java(ProcessBuilder jshell) throws IOException {
    return new Session(
        jshell,
        block -> block.replaceAll("(?m)(^|\\s)//\\s.*$", "").replace("\n", " ")
            + "\nSystem.out.println(\"\\n" + DONE + "\")\n",
        "(?sm).*^(Error:|Exception |attempted to ).*");
  }

  /** What the block printed, on both outputs. Throws AssertionError for one that failed. */
  String run(String block) throws IOException {
    CompletableFuture<Void> tooLate = CompletableFuture.runAsync(
        process::destroyForcibly,
        CompletableFuture.delayedExecutor(PATIENCE_MINUTES, TimeUnit.MINUTES));
    try {
      input.write(sent.apply(block));
      input.flush();
      StringBuilder printed = new StringBuilder();
      String line = output.readLine();
      while (line != null && !line.equals(DONE)) {
        printed.append(line).append('\n');
        line = output.readLine();
      }
      String text = printed.toString();
      if (line == null || text.matches(failure)) {
        throw new AssertionError("this block failed:\n" + block + "\nIt printed:\n" + text);
      }
      return text;
    } finally {
      tooLate.cancel(true);
    }
  }

  static void environment(ProcessBuilder builder, Map<String, String> more) {
    builder.environment().keySet().removeIf(name -> name.startsWith("HALLMARK_"));
    builder.environment().putAll(more);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
