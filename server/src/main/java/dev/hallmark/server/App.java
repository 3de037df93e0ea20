package dev.hallmark.server;

import dev.hallmark.server.api.Protocols;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.api.http.HttpServer;
import dev.hallmark.server.api.log.AccessLog;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.api.mlflow.assembly.MlflowApi;
import dev.hallmark.server.api.v1.V1Api;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectFiles;
import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.gc.GarbageCollection;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.s3.service.RefusedBucketException;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.FileTree;
import dev.hallmark.server.audit.RecordedRefusals;
import dev.hallmark.server.auth.SecretKey;
import dev.hallmark.server.auth.SecretKeyCheck;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.HttpConfig;
import dev.hallmark.server.config.ProductVersion;
import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.jobs.JobRunner;
import dev.hallmark.server.registry.RegistryServices;
import dev.hallmark.server.registry.models.ChangeGate;
import dev.hallmark.server.registry.models.ModelsInWorkspace;
import dev.hallmark.server.registry.sealing.SealingJobs;
import dev.hallmark.server.registry.seals.VersionsOfSeals;
import dev.hallmark.server.registry.versions.SealReads;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.failures.StorageException;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.tracking.experiments.ExperimentsInWorkspace;
import dev.hallmark.server.web.Product;
import dev.hallmark.server.web.WebPages;
import dev.hallmark.server.workspaces.Workspaces;
import io.javalin.Javalin;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server. Creates all components and connects them through their constructors. */
public final class App implements AutoCloseable {
  /** How long running requests may take when the server stops. */
  public static final int STOP_SECONDS = HttpServer.STOP_SECONDS;

  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  private final Config config;
  private final Foundation base;
  private final AccessLog log;
  private final SecretKey key;
  private final ArtifactStore store;
  private final DirectRoots directRoots;
  private final TrackingServices tracking;
  private final RegistryServices registry;
  private final GarbageCollection collection;
  private final JobRunner jobs;
  private final Javalin javalin;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile RuntimeException failure; // null unless the server has to stop

  private App(Database database, AccessLog log, Config config) {
    this.config = config;
    this.log = log;
    this.base = Foundation.on(database, config.search().timeout());
    this.key = FromConfig.secretKey(config.database());
    this.store = FromConfig.artifacts(config.artifacts(), base.context().clock());
    this.directRoots = FromConfig.directRoots(config.directRoots());
    ServiceContext context = base.context();
    this.tracking = TrackingServices.create(
        context, base.search(), base.jobs(), FromConfig.tracking(config.tracking(), directRoots));
    SealReads sealReads = new SealReads(context.jdbi(), config.workspaces());
    Artifacts artifacts = new Artifacts(
        context, store, tracking.owners(), sealReads, new VersionsOfSeals(context.jdbi()));
    this.registry = RegistryServices.create(
        context,
        base.search(),
        base.jobs(),
        new RegistryServices.Neighbours(
            artifacts.seals(),
            new SealIntegrity(context, store, artifacts),
            directRoots,
            tracking.sources(),
            ChangeGate.OPEN),
        FromConfig.registry(config.registry()));
    this.collection = new GarbageCollection(context, base.jobs());
    this.jobs = base.runner(Stream.of(
            FromConfig.collection(config.gc(), context, store, artifacts, collection),
            TrackingServices.jobHandlers(context),
            RegistryServices.jobHandlers(context, store),
            List.of(
                SealingJobs.handler(context, base.jobs(), directRoots, store, artifacts.seals())),
            FromConfig.scrub(config.scrub(), context, store, artifacts.sealStates()))
        .flatMap(List::stream)
        .toList());
    HttpConfig http = config.http();
    HttpServer server = new HttpServer(
        protocols(artifacts), log, FromConfig.names(http), http.connectionsPerAddress());
    this.javalin = Javalin.create(javalin -> server.configure(javalin, http.host(), http.port()));
  }

  /**
   * Opens the database and starts. Throws {@link ConfigException} if a setting has to be corrected first. If the database is unreachable,
   * the server keeps trying to open it and rejects all requests until then.
   */
  public static App start(Config config) {
    try {
      return start(FromConfig.database(config.database(), config.data()), config);
    } catch (StorageException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /** Starts with this database, and closes it when the server stops or fails to start. */
  public static App start(Database database, Config config) {
    try {
      App app = new App(database, FromConfig.accessLog(config.http()), config);
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
    if (!new SecretKeyCheck(base.context().jdbi(), base.context().writes()).fits(key)) {
      throw new ConfigException("the database was used with another secret key than the one in "
          + config.database().secretKeyFile() + "; all its servers need the same");
    }
    tracking.experiments().open(0); // the folders of the store may be known only later
    avoidNumbersOf(store);
    for (DirectRoot root : directRoots.all()) {
      if (root.uri().text().equals(config.tracking().defaultArtifactRoot())) {
        avoidNumbersOf(root);
      } else {
        root.whenReached(() -> {}, this::refuse);
      }
    }
    jobs.start();
  }

  /** New experiments must not get the number of a folder that exists already, since its files would then belong to them. */
  private void avoidNumbersOf(FileTree files) {
    files.whenReached(() -> tracking.experiments().open(files.highestNumber()), this::refuse);
  }

  private void refuse(RuntimeException cause) {
    boolean needsOperator =
        cause instanceof StorageException || cause instanceof RefusedBucketException;
    failure = needsOperator ? new ConfigException(cause.getMessage()) : cause;
    stopped.countDown();
  }

  private Protocols protocols(Artifacts artifacts) {
    ServiceContext context = base.context();
    Workspaces workspaces =
        new Workspaces(context, List.of(new ModelsInWorkspace(), new ExperimentsInWorkspace()));
    MlflowApi.Services services = new MlflowApi.Services(
        registry,
        tracking,
        artifacts,
        new DirectFiles(context.access(), tracking.owners(), directRoots),
        workspaces,
        new IdempotencyStore(context));
    SystemRoutes system = new SystemRoutes(
        base.database()::isReady,
        base.database()::readOnly,
        config.workspaces(),
        FromConfig.transfers(config.artifacts()),
        ProductVersion.text());
    WorkspaceHeader workspace = new WorkspaceHeader(workspaces, config.workspaces());
    return new Protocols(
        List.of(
            pages(),
            V1Api.create(registry, collection, workspace, services.idempotency()),
            MlflowApi.create(services, system, FromConfig.mlflow(config))),
        context.access(),
        new RecordedRefusals(context.writes(), context.clock()),
        Database::explain);
  }

  private WebPages pages() {
    Product product = new Product(
        ProductVersion.text(),
        MlflowProtocol.COMPATIBLE_WITH,
        config.http().publicUrl(),
        config.workspaces(),
        base.database()::isReady);
    return new WebPages(product, registry.models(), tracking.experiments());
  }

  /** The port that the server listens on, also if port 0 was configured. */
  public int port() {
    return javalin.port();
  }

  /** All routes as method and path, for a comparison with the reference documentation. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(route -> route.endpoint)
        .filter(route -> route.method.isHttpMethod())
        .map(route -> route.method + " " + route.path)
        .toList();
  }

  /** Waits until the server is closed. Throws if it had to stop because of a failure. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
    if (failure != null) {
      close();
      throw failure;
    }
  }

  /** Stops accepting requests, waits some seconds for running ones, then closes the database. */
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
    directRoots.close();
    stopped.countDown();
  }
}
