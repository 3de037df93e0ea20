package dev.hallmark.server.api.mlflow;

import io.javalin.router.JavalinDefaultRoutingApi;

/** The routes of one resource in MLflow's protocol. */
public interface MlflowRoutes {
  /** @param base {@code /api}, then again {@code /ajax-api} */
  void mount(String base, JavalinDefaultRoutingApi routes);

  /** The few routes that stand at the root of the server. */
  default void mountUnprefixed(JavalinDefaultRoutingApi routes) {}
}
