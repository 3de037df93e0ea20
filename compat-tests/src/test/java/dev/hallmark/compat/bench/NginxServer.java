package dev.hallmark.compat.bench;

import dev.hallmark.server.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx with static downloads and uploads by WebDAV PUT. The program {@code nginx} must be on the path. */
final class NginxServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port = FreePort.find();
  private final Process process;

  NginxServer(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("files"));
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, """
        %s
        daemon off;
        worker_processes auto;
        pid %2$s/pid;
        error_log %2$s/error.log;
        events {}
        http {
          access_log off;
          sendfile on;
          client_max_body_size 0;
          client_body_temp_path %2$s/temp;
          proxy_temp_path %2$s/temp;
          fastcgi_temp_path %2$s/temp;
          uwsgi_temp_path %2$s/temp;
          scgi_temp_path %2$s/temp;
          server {
            listen 127.0.0.1:%3$d;
            root %2$s/files;
            location / { dav_methods PUT; create_full_put_path on; }
          }
        }
        """.formatted(isRoot() ? "user root;" : "", folder, port));
    process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    awaitConnection(folder);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void awaitConnection(Path folder) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException(
              "nginx did not start: " + Files.readString(folder.resolve("log")), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  String uri() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
