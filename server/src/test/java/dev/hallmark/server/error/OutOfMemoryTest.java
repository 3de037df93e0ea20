package dev.hallmark.server.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process that ends is another one. */
class OutOfMemoryTest {
  /** A server whose other threads go on. */
  public static final class BackgroundThread {
    public static void main(String[] args) throws InterruptedException {
      OutOfMemory.watchAllThreads();
      new Thread(() -> {
            if (args.length == 0) {
              throw new OutOfMemoryError("test");
            }
            throw new IllegalStateException("test");
          })
          .start();
      Thread.sleep(args.length == 0 ? 60_000 : 0);
    }
  }

  /** As libraries wrap it. */
  public static final class Wrapped {
    public static void main(String[] args) {
      OutOfMemory.endIfIn(new IllegalStateException(new RuntimeException("no memory in it")));
      OutOfMemory.endIfIn(new IllegalStateException(new RuntimeException(new OutOfMemoryError())));
    }
  }

  @Test
  void backgroundThreadWithoutMemory_endsTheProcess() throws Exception {
    Ended ended = run(BackgroundThread.class);
    assertThat(ended.output())
        .isEqualTo(
            "hallmark: the memory ran out, and the server stops at once. Start it with a larger heap (-Xmx).\n");
    assertThat(ended.status()).isEqualTo(OutOfMemory.EXIT_STATUS);
  }

  @Test
  void backgroundThreadWithAnotherFailure_isTold() throws Exception {
    Ended ended = run(BackgroundThread.class, "other");
    assertThat(ended.output())
        .contains("Exception in thread \"Thread-0\"", "IllegalStateException: test");
    assertThat(ended.status()).isZero();
  }

  @Test
  void cause_isFoundBelowOtherFailures() throws Exception {
    assertThat(run(Wrapped.class).status()).isEqualTo(OutOfMemory.EXIT_STATUS);
  }

  private record Ended(int status, String output) {}

  private static Ended run(Class<?> main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
