package dev.hallmark.client;

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
 * A connection to a Hallmark server, or to MLflow's own. Make one and share it: it is safe for any number of threads, and keeps
 * its connections open between calls.
 *
 * <pre>{@code
 * HallmarkClient client = HallmarkClient.fromEnvironment();
 * ModelVersion champion = client.models().getByAlias("fraud", "champion");
 * System.out.println(champion.version() + " from run " + champion.runId());
 * }</pre>
 *
 * <p>A call is tried again, after a pause that grows, when the server is busy (429, 503), cannot be reached, or is lost on the way. Calls
 * that would do something twice carry an {@code Idempotency-Key}; after a loss they are repeated only where the server says in its
 * {@code server-info} that it knows such keys, and end with {@link HallmarkException#CONNECTION_LOST} elsewhere, as on MLflow's server.
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

  /** @param server as in {@code http://127.0.0.1:5000}, with a path where the server is mounted below one */
  public HallmarkClient(URI server) {
    this(builder().trackingUri(server).settings());
  }

  HallmarkClient(Settings settings) {
    this.settings = settings;
    sender = new RequestSender(settings);
    MlflowApi api = new MlflowApi(sender);
    models = new RegisteredModels(api);
    versions = new ModelVersions(api);
    experiments = new Experiments(api);
    runs = new Runs(api);
    artifacts = new Artifacts(sender, settings.server(), runs);
  }

  public static HallmarkClientBuilder builder() {
    return new HallmarkClientBuilder();
  }

  /**
   * A client as MLflow's SDK would have it here: {@code MLFLOW_TRACKING_URI} (else {@code http://127.0.0.1:5000}), {@code
   * MLFLOW_TRACKING_USERNAME}, {@code _PASSWORD}, {@code _TOKEN}, {@code _INSECURE_TLS}, {@code _SERVER_CERT_PATH}, {@code MLFLOW_WORKSPACE},
   * {@code MLFLOW_HTTP_REQUEST_TIMEOUT} and {@code MLFLOW_HTTP_REQUEST_MAX_RETRIES}.
   */
  public static HallmarkClient fromEnvironment() {
    return builderFromEnvironment().build();
  }

  /** The same, with more to say. */
  public static HallmarkClientBuilder builderFromEnvironment() {
    return builderFrom(System.getenv());
  }

  /** The same with variables that come from elsewhere. */
  public static HallmarkClientBuilder builderFrom(Map<String, String> variables) {
    return new Environment(variables).builder();
  }

  /**
   * The same client with less patience, for a caller who has another way to go. What was set to less stays.
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

  /** The server's address, without credentials and without a slash at its end. */
  public URI trackingUri() {
    return settings.server();
  }

  /** The workspace that all calls are about; empty for the server's default. */
  public String workspace() {
    return settings.headers().getOrDefault(HallmarkClientBuilder.WORKSPACE, "");
  }

  /** Whether the server can be read, asked once; false as well where there is no server. */
  public boolean isHealthy() {
    try {
      return sender.once(probe("/health"), HallmarkClient::text).startsWith("OK");
    } catch (HallmarkException e) {
      return false;
    }
  }

  /** The MLflow release that the server is or stands in for, such as {@code 3.17.2}. */
  public String mlflowVersion() {
    return sender.send(probe("/version"), HallmarkClient::text);
  }

  /** The version of Hallmark that answers; empty for MLflow's own server. */
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
