package dev.hallmark.server.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Assumptions;

/**
 * An S3 service of the tests alone, {@code versitygw}, which keeps objects as files of a folder. Where that program is not
 * installed the tests that need it are skipped, but not on the continuous build, which installs it if there is a Go.
 */
public final class S3Server implements S3Service, AutoCloseable {
  public static final String ACCESS_KEY = "test";
  public static final String SECRET_KEY = "testsecret";

  private static final String PROGRAM = "versitygw";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private Process process; // null while it is stopped

  private S3Server(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  private static final class Shared {
    private static final S3Server SERVER = started();

    private static S3Server started() {
      S3Server shared = create();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
      shared.start();
      return shared;
    }
  }

  /** The one that lives as long as this JVM. Skips the test where there is none. */
  public static S3Server shared() {
    requireInstalled();
    return Shared.SERVER;
  }

  /** One for a test that needs it for itself; not started yet. Skips the test where there is none. */
  public static S3Server create() {
    requireInstalled();
    try {
      return new S3Server(Files.createTempDirectory("hallmark-s3"), FreePort.find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireInstalled() {
    boolean demanded = "true".equals(System.getenv("CI")) && find("go").isPresent();
    if (!demanded) {
      Assumptions.assumeTrue(find(PROGRAM).isPresent(), PROGRAM + " is not installed");
    }
  }

  private static Optional<Path> find(String program) {
    Stream<String> path = Arrays.stream(System.getenv("PATH").split(":", -1));
    return Stream.concat(path, Stream.of(System.getProperty("user.home") + "/go/bin"))
        .map(each -> Path.of(each, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public void start() {
    String program = find(PROGRAM)
        .orElseThrow(() -> new IllegalStateException(PROGRAM + " is to be installed"))
        .toString();
    try {
      Files.createDirectories(folder.resolve("data"));
      ProcessBuilder builder = new ProcessBuilder(List.of(
              program,
              "--port",
              "127.0.0.1:" + port,
              "posix",
              folder.resolve("data").toString()))
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile());
      builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
      builder.environment().put("ROOT_SECRET_KEY", SECRET_KEY);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitConnection();
  }

  private void awaitConnection() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException(PROGRAM + " did not start; see " + folder.resolve("log"));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  public void stop() {
    process.destroyForcibly().onExit().join();
    process = null;
  }

  public int port() {
    return port;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    try {
      Files.createDirectories(folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  /** The objects of a bucket, as files. */
  public Path folder(String bucket) {
    return folder.resolve("data").resolve(bucket);
  }

  /** Lets the servers of this process find the credentials. */
  public static void setCredentials() {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
  }

  /** What has to be in the environment of a program that uses it. */
  public static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  @Override
  public void close() {
    if (process != null) {
      stop();
    }
    FileUtils.deleteQuietly(folder.toFile());
  }
}
