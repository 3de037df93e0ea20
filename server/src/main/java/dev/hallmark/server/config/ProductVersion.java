package dev.hallmark.server.config;

import java.util.Optional;

/** Hallmark's own version, from the manifest of the jar. It differs from the MLflow version that the server is compatible with. */
public final class ProductVersion {
  private ProductVersion() {}

  public static String text() {
    return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
