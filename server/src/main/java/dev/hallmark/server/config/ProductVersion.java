package dev.hallmark.server.config;

import java.util.Optional;

/** Hallmark's own version, as the jar's manifest has it; another than that of the MLflow that it stands in for. */
public final class ProductVersion {
  private ProductVersion() {}

  public static String text() {
    return Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
