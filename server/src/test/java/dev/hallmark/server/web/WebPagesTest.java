package dev.hallmark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.RawHttp;
import dev.hallmark.server.testkit.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebPagesTest {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void browser_getsAPageWithTheAddressThatItUsed() throws Exception {
    HttpResponse<String> page = page(server);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .contains("<h1>Hallmark</h1>", "Version unpackaged.", "3.17.2", "docs/README.md")
        .contains("data-fixed=\"false\">http://127.0.0.1:" + server.port() + "</span>")
        .doesNotContain("{{");
  }

  @Test
  void publicUrl_isTheAddressForEverybody() throws Exception {
    try (TestServer other =
        TestServer.start(Map.of(Setting.PUBLIC_URL, "https://models.example.com/mlflow"))) {
      assertThat(page(other).body())
          .contains("data-fixed=\"true\">https://models.example.com/mlflow</span>");
    }
  }

  @Test
  void counts_areOfModelsAndExperimentsThatAreThere() throws Exception {
    try (TestServer other = TestServer.start()) {
      assertThat(page(other).body()).contains("Registered models: 0. Experiments: 1.");
      post(other, "registered-models/create", "{\"name\":\"iris\"}");
      post(
          other,
          "registered-models/create",
          "{\"name\":\"p\",\"tags\":[{\"key\":\"mlflow.prompt.is_prompt\",\"value\":\"true\"}]}");
      post(other, "experiments/create", "{\"name\":\"gone\"}");
      post(other, "experiments/create", "{\"name\":\"here\"}");
      post(other, "experiments/delete", "{\"experiment_id\":\"1\"}");
      assertThat(page(other).body()).contains("Registered models: 1. Experiments: 2.");
    }
  }

  @Test
  void count_endsSomewhere() {
    assertThat(Counts.upTo(10_000, 10_000)).isEqualTo("10000");
    assertThat(Counts.upTo(10_000, 10_001)).isEqualTo("more than 10,000");
  }

  @Test
  void workspaces_areNamedWhereThereMayBeSeveral() throws Exception {
    try (TestServer other = TestServer.start(Map.of(Setting.ENABLE_WORKSPACES, "true"))) {
      assertThat(page(other).body())
          .contains("Registered models in the workspace default: 0. Experiments");
    }
  }

  @Test
  void policy_letsTheScriptAndTheStyleOfThePageRun_andNothingElse() throws Exception {
    HttpResponse<String> page = page(server);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; script-src 'sha256-" + digest(page.body(), "script")
            + "'; style-src 'sha256-" + digest(page.body(), "style")
            + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(page.body()).doesNotContain(" style=", "onclick", "http://www", "https://");
  }

  @Test
  void program_getsTheFactsAsJson() throws Exception {
    for (String accepted : new String[] {"*/*", "application/json"}) {
      HttpResponse<String> facts = server.send(server.request("/").header("Accept", accepted));
      assertThat(facts.statusCode()).isEqualTo(200);
      assertThat(facts.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(facts.headers().firstValue("Vary")).hasValue("Accept, Origin");
      assertThat(facts.body())
          .isEqualTo("{\"product\": \"Hallmark\", \"version\": \"unpackaged\","
              + " \"mlflow_version\": \"3.17.2\", \"api\": \"/api/2.0/mlflow\"}\n");
    }
  }

  @Test
  void head_hasTheHeadersWithoutThePage() throws Exception {
    HttpResponse<String> head = server.send(server
        .request("/")
        .method("HEAD", HttpRequest.BodyPublishers.noBody())
        .header("Accept", HTML));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(head.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(head.body()).isEmpty();
  }

  @Test
  void otherMethod_isRefusedAsEverywhere() throws Exception {
    HttpResponse<String> refused = server.send(
        server.request("/").POST(HttpRequest.BodyPublishers.noBody()).header("Accept", HTML));
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void nameThatIsNotTheServers_isRefusedAsAPage_andEscaped() throws Exception {
    String answer = RawHttp.send(
        server.port(),
        "GET / HTTP/1.1",
        "Host: evil.example",
        "Accept: " + HTML,
        "Connection: close");
    assertThat(answer)
        .startsWith("HTTP/1.1 403")
        .contains("by the name evil.example.", "--allowed-hosts", "Content-Security-Policy");
  }

  @Test
  void whatIsFilledIn_isEscaped() {
    Product product = new Product("<v>", "\"m\"", "", false, () -> true);
    String page = new StartPage()
        .start(product, "http://a\"><script>alert('1')</script>&$1\\", new Counts("1", "2"));
    assertThat(page)
        .contains("Version &lt;v&gt;.", "&quot;m&quot;")
        .contains(">http://a&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;$1\\<")
        .doesNotContain("<script>alert");
  }

  private static HttpResponse<String> page(TestServer server) throws Exception {
    return server.send(server.request("/").header("Accept", HTML));
  }

  private static void post(TestServer server, String call, String body) throws Exception {
    HttpResponse<String> answer = server.send(server
        .request("/api/2.0/mlflow/" + call)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String digest(String page, String element) throws Exception {
    int from = page.indexOf("<" + element + ">") + element.length() + 2;
    String content = page.substring(from, page.indexOf("</" + element + ">"));
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
  }
}
