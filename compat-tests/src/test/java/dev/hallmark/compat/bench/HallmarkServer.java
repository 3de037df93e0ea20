package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.HallmarkProcess;
import java.nio.file.Path;

/** The packaged jar as a person starts it, without options for the JVM. */
final class HallmarkServer implements ServerUnderLoad {
  private final HallmarkProcess process;
  private final long startMillis;

  HallmarkServer(Path data) {
    long begun = System.nanoTime();
    process = HallmarkProcess.start(data);
    startMillis = (System.nanoTime() - begun) / 1_000_000;
  }

  @Override
  public String name() {
    return "Hallmark";
  }

  @Override
  public int port() {
    return process.port();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  @Override
  public void close() {
    process.close();
  }
}
