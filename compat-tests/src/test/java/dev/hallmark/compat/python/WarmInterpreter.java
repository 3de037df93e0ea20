package dev.hallmark.compat.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An interpreter that imports MLflow once, and starts a process of its own for each module that it is to run. */
public final class WarmInterpreter implements AutoCloseable {
  private static final Path PROGRAM =
      Path.of("src/test/python/warm_interpreter.py").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Venv venv;
  private final Path address;
  private final Process process;

  private WarmInterpreter(Venv venv, Path address, Process process) {
    this.venv = venv;
    this.address = address;
    this.process = process;
  }

  /** @param folder for its socket; a short path */
  public static WarmInterpreter start(Venv venv, Path folder) throws IOException {
    Path address = folder.resolve("python.socket");
    Path log = Files.createDirectories(Path.of("target/pytest")).resolve("warm-interpreter.log");
    Process process = venv.command("python", PROGRAM.toString(), "serve", address.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start(); // ends with this process, which holds its standard input open
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(address)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "the interpreter did not start; it said:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return new WarmInterpreter(venv, address, process);
  }

  /** Writes a script that runs modules as {@code python -m} does. */
  public void writeScript(Path script) throws IOException {
    Files.writeString(script, """
        #!/bin/sh
        exec '%s' -I -S '%s' run '%s' "$@"
        """.formatted(venv.program("python"), PROGRAM, address));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
