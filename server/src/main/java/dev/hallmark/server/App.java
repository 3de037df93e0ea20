package dev.hallmark.server;

import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.http.HttpServer;
import dev.hallmark.server.api.log.AccessLog;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.api.mlflow.TraceRoutes;
import dev.hallmark.server.api.mlflow.WorkspaceHeader;
import dev.hallmark.server.api.mlflow.WorkspaceRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactProxyRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactRoutes;
import dev.hallmark.server.api.mlflow.registry.PublicUrl;
import dev.hallmark.server.artifacts.ArtifactStore;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.VersionRecords;
import dev.hallmark.server.audit.RecordedRefusals;
import dev.hallmark.server.auth.SecretKey;
import dev.hallmark.server.auth.SecretKeyCheck;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.ConfigException;
import dev.hallmark.server.config.ProductVersion;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.registry.batches.ModelBatches;
import dev.hallmark.server.registry.models.ModelsInWorkspace;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.versions.SealReads;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.tracking.experiments.ExperimentsInWorkspace;
import dev.hallmark.server.web.Product;
import dev.hallmark.server.web.WebPages;
import dev.hallmark.server.workspaces.Workspaces;
import io.javalin.Javalin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins everybody with plain constructors, and is the running server. */
public final class App implements AutoCloseable {
  /** How long requests under way may take when the server stops. */
  public static final int STOP_SECONDS = HttpServer.STOP_SECONDS;

  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  private final Config config;
  private final Foundation base;
  private final AccessLog log;
  private final SecretKey key;
  private final ArtifactStore store;
  private final Tracking tracking;
  private final Registry registry;
  private final JobRunner jobs;
  private final Javalin javalin;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile RuntimeException refusal; // null while nothing speaks against going on

  private App(Database database, AccessLog log, Config config) {
    this.config = config;
    this.log = log;
    this.base = Foundation.on(database, config.searchTimeout());
    this.key = FromConfig.secretKey(config);
    this.store = FromConfig.artifacts(config);
    this.tracking = new Tracking(base, config.defaultArtifactRoot(), config.externalTracking());
    Artifacts artifacts = new Artifacts(
        store,
        database,
        base.writes(),
        base.access(),
        tracking.owners(),
        new SealReads(base.jdbi(), config.workspaces()),
        base.clock());
    PublicUrl address = new PublicUrl(config.publicUrl());
    Registry.Options options = new Registry.Options(
        address, config.searchAliases(), config.restartNumbers(), config.sourcePattern());
    this.registry = new Registry(base, artifacts, tracking.sources(), options);
    List<JobHandler> handlers = new ArrayList<>(tracking.jobs());
    handlers.addAll(ModelBatches.handlers(base.writes()));
    handlers.addAll(RecordJobs.handlers(base.jdbi(), new VersionRecords(store)));
    this.jobs = base.runner(handlers);
    HttpServer http = new HttpServer(
        protocols(artifacts), log, FromConfig.names(config), config.connectionsPerAddress());
    this.javalin = Javalin.create(javalin -> http.configure(javalin, config.host(), config.port()));
  }

  /**
   * Opens the database and starts. Throws {@link ConfigException} when somebody has to put something right first; a
   * database that is out of reach is opened later, and all requests are refused until then.
   */
  public static App start(Config config) {
    try {
      return start(FromConfig.database(config), config);
    } catch (StorageException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /** Starts on this database, and closes it when the server stops or could not start. */
  public static App start(Database database, Config config) {
    try {
      App app = new App(database, FromConfig.accessLog(config), config);
      database.prepare(app::prepare, app::refuse);
      app.javalin.start();
      return app;
    } catch (RuntimeException e) {
      try {
        database.close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private void prepare() {
    if (!new SecretKeyCheck(base.jdbi(), base.writes()).fits(key)) {
      throw new ConfigException("the database was used with another secret key than the one in "
          + config.secretKeyFile() + "; all its servers need the same");
    }
    tracking.open(store.highestNumber());
    jobs.start();
  }

  private void refuse(RuntimeException cause) {
    refusal = cause instanceof StorageException ? new ConfigException(cause.getMessage()) : cause;
    stopped.countDown();
  }

  private Protocols protocols(Artifacts artifacts) {
    boolean enabled = config.workspaces();
    Workspaces workspaces = new Workspaces(
        base.jdbi(),
        base.writes(),
        base.access(),
        base.clock(),
        List.of(new ModelsInWorkspace(), new ExperimentsInWorkspace()));
    List<MlflowRoutes> routes = new ArrayList<>(List.of(
        new SystemRoutes(
            base.database()::isReady, base.database()::readOnly, enabled, ProductVersion.text()),
        new WorkspaceRoutes(workspaces, enabled),
        new ArtifactProxyRoutes(artifacts),
        new ArtifactRoutes(artifacts),
        new TraceRoutes()));
    routes.addAll(tracking.routes());
    routes.addAll(registry.routes());
    WorkspaceHeader header = new WorkspaceHeader(workspaces, enabled);
    return new Protocols(
        List.of(pages(), new MlflowProtocol(header, routes)),
        base.access(),
        new RecordedRefusals(base.writes(), base.clock()),
        Database::explain);
  }

  private WebPages pages() {
    Product product = new Product(
        ProductVersion.text(),
        MlflowProtocol.COMPATIBLE_WITH,
        config.publicUrl(),
        config.workspaces(),
        base.database()::isReady);
    return new WebPages(product, registry.models(), tracking.experiments());
  }

  /** The port it listens on, also where port 0 was asked for. */
  public int port() {
    return javalin.port();
  }

  /** Every method and path that is answered, to hold the reference pages against. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(route -> route.endpoint)
        .filter(route -> route.method.isHttpMethod())
        .map(route -> route.method + " " + route.path)
        .toList();
  }

  /** Waits until somebody has closed this server, or throws the reason why it cannot go on. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
    if (refusal != null) {
      close();
      throw refusal;
    }
  }

  /** Takes no more requests, lets those under way finish for some seconds, then closes the database. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (RuntimeException e) {
      LOG.warn("stopped while requests were under way: {}", e.toString());
    }
    jobs.close();
    log.close();
    base.database().close();
    store.close();
    stopped.countDown();
  }
}
