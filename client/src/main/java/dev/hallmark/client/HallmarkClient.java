package dev.hallmark.client;

import dev.hallmark.client.http.HallmarkApi;
import dev.hallmark.client.http.MlflowApi;
import dev.hallmark.client.http.Request;
import dev.hallmark.client.http.RequestSender;
import dev.hallmark.client.http.Response;
import dev.hallmark.client.http.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A client for a Hallmark server or for MLflow's own server. Create one and share it: it is thread-safe and keeps connections open
 * between calls.
 *
 * <pre>{@code
 * HallmarkClient client = HallmarkClient.fromEnvironment();
 * ModelVersion champion = client.models().getByAlias("fraud", "champion");
 * System.out.println(champion.version() + " from run " + champion.runId());
 * }</pre>
 *
 * <p>A call is retried with exponential backoff if the server is busy (429, 503) or unreachable, or if the connection breaks. Calls that
 * are not idempotent send an {@code Idempotency-Key}. After a broken connection they are retried only if {@code server-info} says that the
 * server supports such keys; otherwise, as with MLflow's server, they throw {@link HallmarkException#CONNECTION_LOST}.
 */
public final class HallmarkClient {
  private static final String PRODUCT_VERSION = "X-Hallmark-Version";

  private final Settings settings;
  private final RequestSender sender;
  private final RegisteredModels models;
  private final ModelVersions versions;
  private final Experiments experiments;
  private final Runs runs;
  private final Artifacts artifacts;
  private final GarbageCollections garbageCollections;

  /** @param server such as {@code http://127.0.0.1:5000}, with a path if the server is mounted below one */
  public HallmarkClient(URI server) {
    this(builder().trackingUri(server).settings());
  }

  HallmarkClient(Settings settings) {
    this.settings = settings;
    sender = new RequestSender(settings);
    MlflowApi api = new MlflowApi(sender);
    models = new RegisteredModels(api);
    HallmarkApi own = new HallmarkApi(sender);
    versions = new ModelVersions(api, own);
    garbageCollections = new GarbageCollections(own);
    experiments = new Experiments(api);
    runs = new Runs(api);
    artifacts = new Artifacts(sender, settings.server(), runs);
  }

  public static HallmarkClientBuilder builder() {
    return new HallmarkClientBuilder();
  }

  /**
   * A client configured by the environment variables of MLflow's Python client: {@code MLFLOW_TRACKING_URI} (default
   * {@code http://127.0.0.1:5000}), {@code MLFLOW_TRACKING_USERNAME}, {@code _PASSWORD}, {@code _TOKEN}, {@code _INSECURE_TLS},
   * {@code _SERVER_CERT_PATH}, {@code MLFLOW_WORKSPACE}, {@code MLFLOW_HTTP_REQUEST_TIMEOUT} and {@code MLFLOW_HTTP_REQUEST_MAX_RETRIES}.
   */
  public static HallmarkClient fromEnvironment() {
    return builderFromEnvironment().build();
  }

  /** As {@link #fromEnvironment}, but returns the builder, so that more can be set. */
  public static HallmarkClientBuilder builderFromEnvironment() {
    return builderFrom(System.getenv());
  }

  /** As {@link #builderFromEnvironment}, with variables from a map. */
  public static HallmarkClientBuilder builderFrom(Map<String, String> variables) {
    return new Environment(variables).builder();
  }

  /**
   * A copy of this client with fewer retries and shorter timeouts, for a caller that has a fallback. Limits that are already lower stay.
   *
   * @param mostRetries as in {@link HallmarkClientBuilder#retries}
   * @param longest as in {@link HallmarkClientBuilder#connectTimeout} and {@link HallmarkClientBuilder#timeout}
   */
  public HallmarkClient hurried(int mostRetries, Duration longest) {
    return new HallmarkClient(settings.hurried(mostRetries, longest));
  }

  public RegisteredModels models() {
    return models;
  }

  public ModelVersions versions() {
    return versions;
  }

  public Experiments experiments() {
    return experiments;
  }

  public Runs runs() {
    return runs;
  }

  public Artifacts artifacts() {
    return artifacts;
  }

  public GarbageCollections garbageCollections() {
    return garbageCollections;
  }

  /** The URL of the server, without credentials and without a trailing slash. */
  public URI trackingUri() {
    return settings.server();
  }

  /** The workspace of all calls; empty for the server's default. */
  public String workspace() {
    return settings.headers().getOrDefault(HallmarkClientBuilder.WORKSPACE, "");
  }

  /** Calls {@code /health} once, without retries. False also if the server is unreachable. */
  public boolean isHealthy() {
    try {
      return sender.once(probe("/health"), HallmarkClient::text).startsWith("OK");
    } catch (HallmarkException e) {
      return false;
    }
  }

  /** The MLflow version that the server is or is compatible with, such as {@code 3.17.2}. */
  public String mlflowVersion() {
    return sender.send(probe("/version"), HallmarkClient::text);
  }

  /** The version of Hallmark; empty for MLflow's own server. */
  public Optional<String> hallmarkVersion() {
    return sender.send(
        probe("/version"), response -> response.headers().firstValue(PRODUCT_VERSION));
  }

  private Request probe(String path) {
    return Request.get(sender.uri(path));
  }

  private static String text(Response response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
