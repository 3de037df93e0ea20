package dev.hallmark.compat.bench;

/** A running server on this machine. */
interface ServerUnderLoad extends AutoCloseable {
  String name();

  int port();

  /** The first of its processes; the others descend from it. */
  long pid();

  /** From starting the process to the first answer of {@code /health}. */
  long startMillis();

  @Override
  void close();
}
