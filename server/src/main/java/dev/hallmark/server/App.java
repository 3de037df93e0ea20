package dev.hallmark.server;

import dev.hallmark.server.api.AccessLog;
import dev.hallmark.server.api.FrontDoors;
import dev.hallmark.server.api.HttpServer;
import dev.hallmark.server.api.mlflow.ArtifactProxyRoutes;
import dev.hallmark.server.api.mlflow.ArtifactRoutes;
import dev.hallmark.server.api.mlflow.MlflowDoor;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.artifacts.ArtifactStore;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.FileModes;
import dev.hallmark.server.artifacts.LocalStore;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.SecretKey;
import dev.hallmark.server.auth.SecretKeyCheck;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.ConfigException;
import dev.hallmark.server.config.DatabaseAddress;
import dev.hallmark.server.config.FileProblem;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.StorageException;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.storage.search.Search;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins everybody with plain constructors, and is the running server. */
public final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  private final Database database;
  private final AccessLog log;
  private final ArtifactStore store;
  private final Registry registry;
  private final Runnable preparation;
  private final Javalin javalin;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile RuntimeException refusal; // null while nothing speaks against going on

  private App(Database database, AccessLog log, Config config) {
    this.database = database;
    this.log = log;
    SecretKey key = secretKey(config);
    Access access = new Access();
    Writes writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    Clock clock = Clock.systemUTC();
    this.store = store(config);
    Search search = new Search(database.jdbi(), config.searchTimeout());
    Tracking tracking =
        new Tracking(database.jdbi(), writes, access, clock, search, config.defaultArtifactRoot());
    Artifacts artifacts = new Artifacts(store, database, writes, access, tracking.owners(), clock);
    this.registry =
        new Registry(database, writes, access, clock, search, store, artifacts, tracking.sources());
    HttpServer http =
        new HttpServer(doors(database, artifacts, tracking, registry), log, names(config));
    this.javalin = Javalin.create(javalin -> http.configure(javalin, config.host(), config.port()));
    this.preparation = () -> {
      requireSameKey(new SecretKeyCheck(writes), key, config);
      tracking.open(store.highestNumber());
      registry.open();
    };
  }

  /**
   * Opens the database and starts. Throws {@link ConfigException} when somebody has to put something right first; a
   * database that is out of reach is opened later, and all requests are refused until then.
   */
  public static App start(Config config) {
    try {
      return start(database(config), config);
    } catch (StorageException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  private static Database database(Config config) {
    DatabaseAddress address = config.database();
    return address.embedded()
        ? Database.file(config.data())
        : Database.postgres(address.url(), address.user(), address.password());
  }

  /** Starts on this database, and closes it when the server stops or could not start. */
  public static App start(Database database, Config config) {
    try {
      App app = new App(database, accessLog(config), config);
      database.prepare(app.preparation, app::refuse);
      app.javalin.start();
      return app;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void refuse(RuntimeException cause) {
    refusal = cause instanceof StorageException ? new ConfigException(cause.getMessage()) : cause;
    stopped.countDown();
  }

  private static SecretKey secretKey(Config config) {
    Path file = config.secretKeyFile();
    try {
      return config.database().embedded() ? SecretKey.readOrMake(file) : SecretKey.read(file);
    } catch (IOException e) {
      throw new ConfigException(
          "cannot use the secret key file " + file + ": " + FileProblem.of(e));
    }
  }

  private static void requireSameKey(SecretKeyCheck check, SecretKey key, Config config) {
    if (!check.fits(key)) {
      throw new ConfigException("the database was used with another secret key than the one in "
          + config.secretKeyFile() + "; all its servers need the same");
    }
  }

  private static AccessLog accessLog(Config config) {
    try {
      return AccessLog.open(config.accessLog());
    } catch (IOException e) {
      throw new ConfigException(
          "cannot write the access log " + config.accessLog() + ": " + e.getMessage());
    }
  }

  private static ArtifactStore store(Config config) {
    FileModes modes = switch (config.artifactMode()) {
      case GROUP -> FileModes.GROUP;
      case PRIVATE -> FileModes.PRIVATE;
    };
    try {
      return LocalStore.open(config.artifacts(), modes, Database::halt);
    } catch (IOException e) {
      throw new ConfigException(
          "cannot use the artifacts folder " + config.artifacts() + ": " + e.getMessage());
    }
  }

  private static FrontDoors doors(
      Database database, Artifacts artifacts, Tracking tracking, Registry registry) {
    List<MlflowRoutes> routes = new ArrayList<>(List.of(
        new SystemRoutes(database::isReady),
        new ArtifactProxyRoutes(artifacts),
        new ArtifactRoutes(artifacts)));
    routes.addAll(tracking.routes());
    routes.addAll(registry.routes());
    return new FrontDoors(List.of(new MlflowDoor(routes)), Database::explain);
  }

  /** A host that was chosen to listen on is also a name to be called by. */
  private static List<String> names(Config config) {
    return Stream.concat(Stream.of(config.host()), config.allowedHosts().stream())
        .toList();
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
    registry.close();
    log.close();
    database.close();
    store.close();
    stopped.countDown();
  }
}
