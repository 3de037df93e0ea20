package dev.hallmark.server.web;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.requests.HttpMethods;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.RequestInfo;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.registry.RegisteredModels;
import dev.hallmark.server.tracking.experiments.Experiments;
import io.javalin.http.Context;
import java.util.List;

/**
 * The start page for a browser that opens the server's URL, for example from a link that MLflow's Python client prints. Other clients of
 * that URL get JSON.
 */
public final class WebPages implements Protocol {
  /** Limits counting, so that the page stays fast with large tables. */
  private static final int MOST_COUNTED = 10_000;

  private final Product product;
  private final RegisteredModels models;
  private final Experiments experiments;
  private final StartPage page = new StartPage();

  public WebPages(Product product, RegisteredModels models, Experiments experiments) {
    this.product = product;
    this.models = models;
    this.experiments = experiments;
  }

  @Override
  public boolean claims(Context ctx) {
    return ctx.path().equals("/") && HttpMethods.isRead(ctx.method()) && wantsPage(ctx);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.publicGet("/", this::start));
  }

  @Override
  public Caller authenticate(Context ctx) {
    return Caller.anonymous(new RequestInfo("web", Callers.requestId(ctx), ctx.ip()));
  }

  private void start(Context ctx) {
    ctx.header("Vary", "Accept, Origin");
    ctx.header("Cache-Control", "no-store");
    if (wantsPage(ctx)) {
      send(ctx, page.start(product, address(ctx), counts(ctx)));
    } else {
      ctx.contentType("application/json").result(product.json());
    }
  }

  private static boolean wantsPage(Context ctx) {
    String accepted = ctx.header("Accept");
    return accepted != null && accepted.contains("text/html");
  }

  /** Shows the page without numbers while the database is unavailable. */
  private Counts counts(Context ctx) {
    Caller caller = authenticate(ctx);
    try {
      return new Counts(
          Counts.upTo(MOST_COUNTED, models.countUpTo(caller, MOST_COUNTED + 1)),
          Counts.upTo(MOST_COUNTED, experiments.countUpTo(caller, MOST_COUNTED + 1)));
    } catch (RuntimeException e) {
      if (product.isReady()) {
        throw e;
      }
      return Counts.UNKNOWN;
    }
  }

  /** The configured public URL, or the address that the browser used. */
  private String address(Context ctx) {
    if (!product.publicUrl().isEmpty()) {
      return product.publicUrl();
    }
    String host = ctx.header("Host");
    return "http://" + (host == null || host.isEmpty() ? "127.0.0.1:" + ctx.port() : host);
  }

  private void send(Context ctx, String html) {
    ctx.header("Content-Security-Policy", page.policy());
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.contentType("text/html;charset=utf-8").result(html);
  }

  @Override
  public void render(Context ctx, RegistryException error) {
    int status = status(error.kind());
    if (status == 429 || status == 503) {
      ctx.header("Retry-After", "1");
    }
    send(ctx.status(status), page.refusal(status, error));
  }

  private static int status(ErrorKind kind) {
    return switch (kind) {
      case INVALID_ARGUMENT, ALREADY_EXISTS -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case OVERLOADED -> 429;
      case INTERNAL -> 500;
      case NOT_IMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
    };
  }

  /** Not called, because only the last protocol renders unreadable requests. */
  @Override
  public byte[] unreadable(int status) {
    throw new IllegalStateException("unreadable requests are the last protocol's");
  }
}
