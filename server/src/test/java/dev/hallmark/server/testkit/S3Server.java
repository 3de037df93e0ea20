package dev.hallmark.server.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * An S3 service of the tests alone, {@code versitygw}, which keeps objects as files of a folder. Where that program is not
 * installed the tests that need it are skipped, but not on the continuous build, which installs it if there is a Go.
 */
public final class S3Server implements S3Service, AutoCloseable {
  public static final String ACCESS_KEY = "test";
  public static final String SECRET_KEY = "testsecret";

  private static final String PROGRAM = "versitygw";

  private final S3ServiceProcess process;

  private S3Server(S3ServiceProcess process) {
    this.process = process;
  }

  private static final class Shared {
    private static final S3Server SERVER = started();

    private static S3Server started() {
      S3Server shared = new S3Server(new S3ServiceProcess().untilExit());
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
    return new S3Server(new S3ServiceProcess());
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
    String address = "127.0.0.1:" + process.port();
    process.start(
        List.of(program, "--port", address, "posix", newFolder("data").toString()),
        Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY));
  }

  private Path newFolder(String name) {
    try {
      return Files.createDirectories(process.folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    process.stop();
  }

  public int port() {
    return process.port();
  }

  @Override
  public URI endpoint() {
    return process.endpoint();
  }

  @Override
  public String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    newFolder("data/" + name);
    return name;
  }

  /** The objects of a bucket, as files. */
  public Path folder(String bucket) {
    return process.folder().resolve("data").resolve(bucket);
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
    process.close();
  }
}
