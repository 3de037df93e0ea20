package dev.hallmark.server;

import dev.hallmark.server.api.FrontDoors;
import dev.hallmark.server.api.mlflow.MlflowDoor;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import io.javalin.Javalin;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Joins everybody with plain constructors, and is the running server. */
public final class App implements AutoCloseable {
  private final Database database;
  private final Javalin javalin;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private App(Database database, Javalin javalin) {
    this.database = database;
    this.javalin = javalin;
  }

  /** Opens the database in the data folder and starts; port 0 takes a free one. */
  public static App start(Config config) {
    return start(Database.file(config.data()), config);
  }

  /** Starts on this database, and closes it when the server stops or could not start. */
  public static App start(Database database, Config config) {
    try {
      Javalin javalin = join(database, config);
      javalin.start(config.host(), config.port());
      return new App(database, javalin);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Javalin join(Database database, Config config) {
    Access access = new Access();
    Writes writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    FrontDoors doors = new FrontDoors(List.of(new MlflowDoor(List.of(new SystemRoutes()))));
    return Javalin.create(javalin -> {
      javalin.startup.showJavalinBanner = false;
      doors.mount(javalin);
    });
  }

  /** The port it listens on, also where port 0 was asked for. */
  public int port() {
    return javalin.port();
  }

  /** Waits until somebody has closed this server. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Lets requests under way finish, then closes the database. */
  @Override
  public void close() {
    javalin.stop();
    database.close();
    stopped.countDown();
  }
}
