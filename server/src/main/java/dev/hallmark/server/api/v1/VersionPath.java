package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import io.javalin.http.Context;

/** The version in the path of a request: {@code /api/v1/models/{name}/versions/{version}}. */
record VersionPath(ModelName name, int version) {
  static final String VERSIONS = "/models/{name}/versions";
  static final String ONE = VERSIONS + "/{version}";

  private static final int NAME = 3;
  private static final int NUMBER = 5;

  static VersionPath of(Context ctx) {
    ModelName name = model(ctx);
    String number = RawPath.segment(ctx, NUMBER);
    if (!number.matches("[0-9]{1,18}")) {
      throw RegistryException.invalid(
          Subject.MODEL_VERSION, Reason.WRONG_TYPE, "version", number, "a number");
    }
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw RegistryException.notFound(Subject.MODEL_VERSION, "version", number, name.value());
    }
    return new VersionPath(name, Integer.parseInt(number));
  }

  /** The model in the path of a request that names no version. */
  static ModelName model(Context ctx) {
    return new ModelName(RawPath.segment(ctx, NAME));
  }
}
