package dev.hallmark.server.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;

/** A program that serves S3 on a free port of this machine, and the folder of its files. */
final class S3ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int port;
  private Process process; // null while it is stopped

  /** Not started yet. */
  S3ServiceProcess() {
    try {
      folder = Files.createTempDirectory("hallmark-s3");
      port = FreePort.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it with this JVM. */
  S3ServiceProcess untilExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    return this;
  }

  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts the program and waits until it accepts connections. */
  void start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitConnection();
  }

  private void awaitConnection() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!acceptsConnections()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the service did not start:\n" + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean acceptsConnections() {
    try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connected.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    process.destroyForcibly().onExit().join();
    process = null;
  }

  @Override
  public void close() {
    if (process != null) {
      stop();
    }
    FileUtils.deleteQuietly(folder.toFile());
  }
}
