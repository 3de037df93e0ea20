package dev.hallmark.server;

import dev.hallmark.server.api.FrontDoors;
import dev.hallmark.server.api.mlflow.MlflowDoor;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import io.javalin.Javalin;
import java.util.List;

/** Joins everybody with plain constructors, and is the running server. */
public final class App implements AutoCloseable {
  private final Database database;
  private final Javalin javalin;

  private App(Database database, Javalin javalin) {
    this.database = database;
    this.javalin = javalin;
  }

  /** Starts on this address; port 0 takes a free one. */
  public static App start(Database database, String host, int port) {
    Access access = new Access();
    Writes writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    FrontDoors doors = new FrontDoors(List.of(new MlflowDoor(List.of(new SystemRoutes()))));
    Javalin javalin = Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      doors.mount(config);
    });
    javalin.start(host, port);
    return new App(database, javalin);
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
    database.close();
  }
}
