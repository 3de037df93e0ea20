package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The description of this API in the format OpenAPI 3.1. */
final class OpenApiResource implements V1Routes {
  static final String PATH = "/openapi.json";

  private final byte[] document = read();

  private static byte[] read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.publicGet(PATH, this::get));
  }

  private void get(Context ctx) {
    ctx.contentType("application/json").result(document);
  }
}
