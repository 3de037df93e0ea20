package dev.hallmark.server.api.mlflow;

import dev.hallmark.server.api.Route;
import java.util.List;

/** The routes of one resource in MLflow's protocol. */
public interface MlflowRoutes {
  /** Below {@code /api}, and again below {@code /ajax-api}. */
  List<Route> routes();

  /** Below {@code /ajax-api} only, where MLflow's user interface calls. */
  default List<Route> browserRoutes() {
    return List.of();
  }

  /** At the root of the server. */
  default List<Route> rootRoutes() {
    return List.of();
  }
}
