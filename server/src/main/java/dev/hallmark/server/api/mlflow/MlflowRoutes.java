package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Route;
import java.util.List;

/** The routes of one resource in MLflow's protocol. */
public interface MlflowRoutes {
  /** Routes below both {@code /api} and {@code /ajax-api}. */
  List<Route> routes();

  /** Routes below {@code /ajax-api} only, which MLflow's web UI calls. */
  default List<Route> browserRoutes() {
    return List.of();
  }

  /** Routes at the root of the server. */
  default List<Route> rootRoutes() {
    return List.of();
  }
}
