package dev.hallmark.server.artifacts.s3.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A service that accepts connections and then reads slowly, or not at all. */
@Timeout(60)
class WriteTimeoutTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int LARGE = 8 << 20;
  private static final String PASSWORD = "changeit";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdownNow();
  }

  private interface Service {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  private int serve(ServerSocketFactory sockets, Service service) throws IOException {
    ServerSocket listening = sockets.createServerSocket();
    listening.setReceiveBufferSize(64 * 1024);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.submit(() -> {
      try (listening;
          Socket accepted = listening.accept()) {
        service.serve(accepted);
      }
      return true;
    });
    return listening.getLocalPort();
  }

  private static SdkHttpClient client(SSLSocketFactory tls) {
    Duration patience = Duration.ofSeconds(20);
    Connections connections =
        new Connections(patience, patience, () -> new ClosableTlsSockets(tls));
    return new WriteTimeout(UrlConnectionHttpClient.create(connections), LIMIT);
  }

  /** Returns the status. */
  private static int put(SdkHttpClient client, String uri, int size, ContentStreamProvider body)
      throws IOException {
    SdkHttpRequest request = SdkHttpRequest.builder()
        .method(SdkHttpMethod.PUT)
        .uri(URI.create(uri))
        .putHeader("Content-Length", Integer.toString(size))
        .build();
    return client
        .prepareRequest(HttpExecuteRequest.builder()
            .request(request)
            .contentStreamProvider(body)
            .build())
        .call()
        .httpResponse()
        .statusCode();
  }

  private void readNothing(Socket connection) throws IOException, InterruptedException {
    assertThat(connection.getInputStream().readNBytes(3)).isNotEmpty();
    end.await();
  }

  private static void respond(Socket connection) throws IOException {
    connection
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void serviceThatStopsReading_isTimedOut() throws Exception {
    int port = serve(ServerSocketFactory.getDefault(), this::readNothing);
    try (SdkHttpClient client = client((SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThatThrownBy(() -> put(client, "http://127.0.0.1:" + port, LARGE, bytes(LARGE)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("the service does not read the request");
    }
  }

  @Test
  void serviceThatStopsReading_isTimedOutAlsoWithTls(@TempDir Path folder) throws Exception {
    SSLContext context = context(folder);
    int port = serve(context.getServerSocketFactory(), this::readNothing);
    try (SdkHttpClient client = client(context.getSocketFactory())) {
      assertThatThrownBy(() -> put(client, "https://localhost:" + port, LARGE, bytes(LARGE)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("the service does not read the request");
    }
  }

  @Test
  void serviceThatReadsSlowly_isTimedOut() throws Exception {
    int port = serve(ServerSocketFactory.getDefault(), connection -> {
      InputStream in = connection.getInputStream();
      while (in.read(new byte[1024]) > 0) {
        Thread.sleep(50); // 20 KB/s, where 256 KB/s are demanded
      }
    });
    try (SdkHttpClient client = client((SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThatThrownBy(() -> put(client, "http://127.0.0.1:" + port, LARGE, bytes(LARGE)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void serviceThatTakesLongerThanTheLimitForAllBytes_isNotTimedOut() throws Exception {
    int port = serve(ServerSocketFactory.getDefault(), connection -> {
      InputStream in = connection.getInputStream();
      for (int i = 0; i < 8; i++) {
        in.readNBytes(1 << 20);
        Thread.sleep(100); // 10 MB/s
      }
      respond(connection);
      end.await();
    });
    try (SdkHttpClient client = client((SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThat(put(client, "http://127.0.0.1:" + port, LARGE, bytes(LARGE))).isEqualTo(200);
    }
  }

  @Test
  void bodyThatIsWaitedFor_isNotTimedOut() throws Exception {
    int port = serve(ServerSocketFactory.getDefault(), connection -> {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("xxx") < 0) {
        request.append((char) connection.getInputStream().read());
      }
      Thread.sleep(LIMIT.toMillis() * 2); // nor is the response
      respond(connection);
      end.await();
    });
    ContentStreamProvider slow = () -> new InputStream() {
      private int left = 3;

      @Override
      public int read() throws IOException {
        try {
          Thread.sleep(LIMIT.toMillis());
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] to, int at, int length) throws IOException {
        int next = read();
        to[at] = (byte) next;
        return next < 0 ? -1 : 1;
      }
    };
    try (SdkHttpClient client = client((SSLSocketFactory) SSLSocketFactory.getDefault())) {
      assertThat(put(client, "http://127.0.0.1:" + port, 3, slow)).isEqualTo(200);
    }
  }

  private static ContentStreamProvider bytes(int size) {
    return () -> new ByteArrayInputStream(new byte[size]);
  }

  /** Of a service with a certificate of its own, and of a client that trusts it. */
  private static SSLContext context(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("keys");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString())
        .inheritIO()
        .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
