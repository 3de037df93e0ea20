package dev.hallmark.compat.bench;

import dev.hallmark.compat.process.HallmarkProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The packaged server: the jar as a person starts it, without options for the JVM, unless told otherwise. */
final class HallmarkServer implements ServerUnderLoad {
  private final String name;
  private final HallmarkProcess process;
  private final long startMillis;

  /** @param options of {@code serve} beside the data folder and the port */
  HallmarkServer(String name, Path data, List<String> options) {
    this(name, () -> HallmarkProcess.serve(data, options));
  }

  HallmarkServer(String name, Supplier<HallmarkProcess> start) {
    this.name = name;
    long begun = System.nanoTime();
    process = start.get();
    startMillis = (System.nanoTime() - begun) / 1_000_000;
  }

  @Override
  public String name() {
    return name;
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
