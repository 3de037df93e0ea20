package dev.hallmark.compat.bench;

import dev.hallmark.compat.python.Venv;
import dev.hallmark.compat.wire.Wire;
import dev.hallmark.server.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** MLflow's own server on a database and a folder, as its documentation starts it. */
public final class MlflowServer implements ServerUnderLoad {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;
  private final long startMillis;

  /** @param database its backend store, as SQLAlchemy takes it */
  public MlflowServer(Venv venv, Path folder, String database, int workers) throws IOException {
    this.name = "MLflow, " + workers + (workers == 1 ? " worker" : " workers");
    this.port = FreePort.find();
    Files.createDirectories(folder);
    this.log = folder.resolve("log");
    ProcessBuilder builder = venv.command(
        "mlflow",
        "server",
        "--host=127.0.0.1",
        "--port=" + port,
        "--workers=" + workers,
        "--backend-store-uri=" + database,
        "--artifacts-destination=" + folder.resolve("artifacts"));
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    long begun = System.nanoTime();
    this.process = builder.start();
    awaitHealth(begun + PATIENCE_NANOS);
    this.startMillis = (System.nanoTime() - begun) / 1_000_000;
  }

  private void awaitHealth(long deadline) throws IOException {
    while (!healthy()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException("mlflow server did not start; it said:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean healthy() {
    try (Wire wire = new Wire(port)) {
      return wire.get("/health").ok();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  /** Ends the workers too: they outlive a parent that is killed. */
  @Override
  public void close() {
    List<ProcessHandle> all = Stream.concat(
            process.toHandle().descendants(), Stream.of(process.toHandle()))
        .toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?> ended = CompletableFuture.allOf(
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    ended.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
