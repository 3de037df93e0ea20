package dev.hallmark.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkClientBuilder;
import dev.hallmark.client.HallmarkException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate nobody vouches for; it is made out to 127.0.0.1. */
class TrustedCertificatesTest {
  private static final String PASSWORD = "changeit";

  @TempDir
  private static Path folder;

  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("server.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        store.toString(),
        "-file",
        folder.resolve("ca.pem").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write(new byte[] {'O', 'K'});
      exchange.close();
    });
    server.start();
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor())
        .as(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isZero();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static HallmarkClientBuilder builder(String host) {
    return HallmarkClient.builder()
        .trackingUri(URI.create("https://" + host + ":" + server.getAddress().getPort()));
  }

  @Test
  void strangersCertificate_isRefusedAtOnce() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> builder("127.0.0.1").build().mlflowVersion())
        .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.UNUSABLE));
  }

  @Test
  void certificateOfTheFile_isBelieved_forItsHostOnly() {
    Path ca = folder.resolve("ca.pem");
    assertThat(builder("127.0.0.1").caFile(ca).build().isHealthy()).isTrue();
    assertThat(builder("localhost").caFile(ca).build().isHealthy()).isFalse();
  }

  @Test
  void insecureTls_believesEverybody() {
    assertThat(builder("localhost").insecureTls().build().isHealthy()).isTrue();
  }

  @Test
  void files_areFetchedWithTheSameTrust() {
    Path ca = folder.resolve("ca.pem");
    assertThat(isFetched(builder("127.0.0.1"))).isFalse();
    assertThat(isFetched(builder("127.0.0.1").caFile(ca))).isTrue();
    assertThat(isFetched(builder("localhost").caFile(ca))).isFalse();
    assertThat(isFetched(builder("localhost").insecureTls())).isTrue();
  }

  private static boolean isFetched(HallmarkClientBuilder builder) {
    try {
      return builder
              .build()
              .artifacts()
              .download("mlflow-artifacts:/1/f", folder.resolve("f"))
              .size()
          == 2;
    } catch (HallmarkException e) {
      assertThat(e.code()).isEqualTo(HallmarkException.UNUSABLE);
      return false;
    }
  }

  @Test
  void fileWithoutCertificates_isRefused() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> HallmarkClient.builder().caFile(empty));
  }
}
