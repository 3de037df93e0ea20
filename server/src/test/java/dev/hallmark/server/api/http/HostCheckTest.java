package dev.hallmark.server.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawHttp;
import dev.hallmark.server.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private static final String INFO = "/api/3.0/mlflow/server-info";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of(
        Setting.ALLOWED_HOSTS,
        "models.example.com, *.lab.example.com, 203.0.*, 10.9.8.7, team-*, [2001:db8:*],"
            + " https://ui.example.com:8443"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:5000",
        "127.0.0.1:1",
        "10.1.2.3",
        "172.16.0.9:80",
        "192.168.1.1:5000",
        "[::1]:5000",
        "[fd00::7]",
        "models.example.com",
        "Models.Example.com:8443",
        "gpu.lab.example.com:5000",
        "a.b.lab.example.com",
        "203.0.113.9:5000",
        "[2001:db8::7]:5000",
        "team-a",
        "ui.example.com"
      })
  void host_ofThisNetworkOrAllowed_isServed(String host) throws Exception {
    assertThat(get(INFO, "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:5000",
        "8.8.8.8",
        "172.32.0.1",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.1.2.3.evil.example:80",
        "evil-models.example.com",
        "models-example.com",
        "999.1.1.1",
        "[2001:db9::1]:5000",
        "203.0.evil.example",
        "203.0.113.9.evil.example",
        "team-a.evil.example",
        "lab.example.com.evil.example",
        "models.example.com.evil.example:80"
      })
  void host_ofAStranger_isRefused(String host) throws Exception {
    assertThat(get(INFO, "Host: " + host))
        .startsWith("HTTP/1.1 403")
        .endsWith("{\"error_code\":\"PERMISSION_DENIED\",\"message\":"
            + "\"Invalid Host header - possible DNS rebinding attack detected. If '"
            + host
            + "' is a name of this server, it has to be started with --allowed-hosts.\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[fd00::1%25evil]",
        "[fc00::1%evil]",
        "[fc00::1]evil.example",
        "eve@models.example.com",
        "10.0.0.1:80:80"
      })
  void host_thatIsNone_isRefused(String host) throws Exception {
    assertThat(HostAndPort.of(host)).isEmpty();
    assertThat(get(INFO, "Host: " + host)).startsWith("HTTP/1.1 40");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/version"})
  void probe_answersUnderAnyName(String path) throws Exception {
    assertThat(get(path, "Host: evil.example")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://evil.example:5000",
        "null",
        "http://localhost.evil.example",
        "http://localhost:1.evil.example",
        "http://localhost:1@evil.example",
        "http://127.0.0.1:1.evil.example",
        "javascript://localhost:1",
        "file://localhost:1",
        "localhost:1",
        "http://10.1.2.3",
        "http://192.168.1.1:5000",
        "http://[fd00::7]:5000",
        "http://models.example.com:9999",
        "http://ui.example.com:8443",
        "https://ui.example.com:8444",
        "http://ui.example.com",
        "https://ui.example.com",
        "https://203.0.evil.example",
        "https://models.example.com:8443/"
      })
  void change_fromAStrangersPage_isRefused(String origin) throws Exception {
    assertThat(post(origin))
        .startsWith("HTTP/1.1 403")
        .endsWith("{\"error_code\":\"PERMISSION_DENIED\",\"message\":"
            + "\"Cross-origin request blocked. If pages of '"
            + origin
            + "' may change what is here, the server has to be started with --allowed-hosts.\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "http://127.0.0.1:5000",
        "http://[::1]:3000",
        "https://models.example.com",
        "HTTP://Models.Example.com:80",
        "https://gpu.lab.example.com",
        "https://ui.example.com:8443",
        "http://10.9.8.7",
        "https://203.0.113.9"
      })
  void change_fromOurOwnPage_reachesTheRoute(String origin) throws Exception {
    assertThat(post(origin)).startsWith("HTTP/1.1 404");
  }

  @Test
  void change_fromTwoOrigins_isRefused() throws Exception {
    assertThat(RawHttp.send(
            server.port(),
            "POST /api/no-such-route HTTP/1.1",
            "Host: localhost",
            "Origin: http://localhost",
            "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://models.example.com", "https://ui.example.com:8443", "http://10.9.8.7"})
  void preflight_ofANamedPage_isGranted(String origin) throws Exception {
    assertThat(preflight(origin))
        .startsWith("HTTP/1.1 204")
        .contains(
            "Access-Control-Allow-Origin: " + origin + "\r\n",
            "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE\r\n",
            "Access-Control-Allow-Headers: content-type,x-mlflow-workspace\r\n",
            "Vary: Origin\r\n");
    assertThat(post(origin)).contains("Access-Control-Allow-Origin: " + origin + "\r\n");
    assertThat(get(INFO, "Host: localhost", "Origin: " + origin))
        .contains("Access-Control-Allow-Origin: " + origin + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "https://evil.example",
        "https://ui.example.com",
        "http://10.1.2.3",
        "null"
      })
  void page_thatIsNotNamed_isGrantedNothing(String origin) throws Exception {
    assertThat(preflight(origin)).doesNotContain("Access-Control-");
    assertThat(get(INFO, "Host: localhost", "Origin: " + origin))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("Access-Control-");
  }

  private static String preflight(String origin) throws Exception {
    return RawHttp.send(
        server.port(),
        "OPTIONS /api/2.0/mlflow/registered-models/create HTTP/1.1",
        "Host: localhost",
        "Origin: " + origin,
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: content-type,x-mlflow-workspace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3:5000", "[fd00::7]:5000", "gpu.lab.example.com:5000"})
  void change_fromTheCalledServersPage_reachesTheRoute(String host) throws Exception {
    assertThat(post("http://" + host, host)).startsWith("HTTP/1.1 404");
    assertThat(post("http://10.1.2.4:5000", host)).startsWith("HTTP/1.1 403");
    assertThat(post("http://" + host.replace("5000", "5001"), host)).startsWith("HTTP/1.1 403");
  }

  @Test
  void change_behindAProxyThatTakesTheEncryptionOff_reachesTheRoute() throws Exception {
    assertThat(post("https://gpu.lab.example.com:8443", "gpu.lab.example.com:8443"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void read_fromAStrangersPage_isServed_sinceBrowsersKeepTheAnswerFromIt() throws Exception {
    assertThat(RawHttp.send(
            server.port(),
            "GET " + INFO + " HTTP/1.1",
            "Host: localhost",
            "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("Access-Control-Allow-Origin");
  }

  private static String get(String path, String... headers) throws Exception {
    List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
    lines.addAll(List.of(headers));
    return RawHttp.send(server.port(), lines.toArray(String[]::new));
  }

  private static String post(String origin) throws Exception {
    return post(origin, "localhost");
  }

  private static String post(String origin, String host) throws Exception {
    return RawHttp.send(
        server.port(), "POST /api/no-such-route HTTP/1.1", "Host: " + host, "Origin: " + origin);
  }
}
