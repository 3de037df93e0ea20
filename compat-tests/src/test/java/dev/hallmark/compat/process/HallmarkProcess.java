package dev.hallmark.compat.process;

import dev.hallmark.compat.wire.Wire;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged server as a process of its own. It is asked to listen on port 0 and its own output says which port it got, so
 * that the server that answers there is this one and no other.
 */
public final class HallmarkProcess implements AutoCloseable {
  public static final Path JAR = Path.of(
          System.getProperty("hallmark.jar", "../server/target/hallmark.jar"))
      .toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENS =
      Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final Path log;
  private int port;

  private HallmarkProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts on this data folder, made where absent, and returns once {@code /health} answers. */
  public static HallmarkProcess start(Path data, String... jvmOptions) {
    return start(Path.of(System.getProperty("java.home")), data, jvmOptions);
  }

  public static HallmarkProcess start(Path javaHome, Path data, String... jvmOptions) {
    HallmarkProcess started = launch(javaHome, data, jvmOptions);
    started.awaitHealth();
    return started;
  }

  /** Starts with these options of {@code serve} as well, such as {@code --enable-workspaces}. */
  public static HallmarkProcess serve(Path data, List<String> options) {
    HallmarkProcess started =
        launch(Path.of(System.getProperty("java.home")), data, List.of(), options);
    started.awaitHealth();
    return started;
  }

  /** Starts with these options of {@code serve}, and these variables beside this process's own. */
  public static HallmarkProcess serve(
      Path data, List<String> options, Map<String, String> environment) {
    HallmarkProcess started = launch(
        jar(Path.of(System.getProperty("java.home")), List.of()), data, options, environment);
    started.awaitHealth();
    return started;
  }

  /** Starts with {@code bin/hallmark} of this distribution, and these variables beside this process's own. */
  public static HallmarkProcess installed(
      Path distribution, Path data, Map<String, String> environment) {
    HallmarkProcess started = launch(
        List.of(distribution.resolve("bin/hallmark").toString(), "serve"),
        data,
        List.of(),
        environment);
    started.awaitHealth();
    return started;
  }

  /** Starts the jar with these variables beside this process's own. */
  public static HallmarkProcess start(Path data, Map<String, String> environment) {
    HallmarkProcess started = launch(
        jar(Path.of(System.getProperty("java.home")), List.of()), data, List.of(), environment);
    started.awaitHealth();
    return started;
  }

  /**
   * Starts the jar so that SIGINT ends it, as in a terminal. What a script starts in the background ignores that signal, and
   * so does all that it starts.
   */
  public static HallmarkProcess interruptible(Path data) {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(jar(Path.of(System.getProperty("java.home")), List.of()));
    HallmarkProcess started = launch(command, data, List.of(), Map.of());
    started.awaitHealth();
    return started;
  }

  /** Starts without waiting: for a server that is expected to refuse. */
  public static HallmarkProcess launch(Path javaHome, Path data, String... jvmOptions) {
    return launch(javaHome, data, List.of(jvmOptions), List.of());
  }

  private static List<String> jar(Path javaHome, List<String> jvmOptions) {
    List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", JAR.toString(), "serve"));
    return command;
  }

  private static HallmarkProcess launch(
      Path javaHome, Path data, List<String> jvmOptions, List<String> options) {
    return launch(jar(javaHome, jvmOptions), data, options, Map.of());
  }

  private static HallmarkProcess launch(
      List<String> program, Path data, List<String> options, Map<String, String> environment) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is not there: package the module server first");
    }
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--data", data.toString()));
    if (!options.contains("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    command.addAll(options);
    try {
      Path log = Files.createTempFile("hallmark", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("HALLMARK_"));
      builder.environment().putAll(environment);
      builder.redirectInput(new File("/dev/null"));
      return new HallmarkProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitHealth() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!healthy()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException("the server did not start; it said:\n" + output());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean healthy() {
    Matcher listens = LISTENS.matcher(output());
    if (!listens.find()) {
      return false;
    }
    port = Integer.parseInt(listens.group(1));
    try (Wire wire = new Wire(port)) {
      return wire.get("/health").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public String uri() {
    return "http://127.0.0.1:" + port;
  }

  /** All that it has written to its standard output and error. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end that a crash brings: SIGKILL, no goodbye. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to stop, as a service manager does (SIGTERM). */
  public void terminate() {
    process.destroy();
  }

  /** @return the exit status of a server that ends by itself or was asked to */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not end; it said:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server ends", e);
    }
  }

  public int stop() {
    terminate();
    return awaitEnd();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    log.toFile().delete();
  }
}
