package dev.hallmark.server.api;

import dev.hallmark.server.api.requests.Bodies;
import dev.hallmark.server.api.requests.HttpMethods;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.RefusalLog;
import dev.hallmark.server.auth.RefusedException;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.OutOfMemory;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.memory.HeapBudget;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All protocols of the server. Mounts their routes, checks the permission of each route, and lets the protocol of a request render its
 * errors.
 */
public final class Protocols {
  private static final Logger LOG = LoggerFactory.getLogger(Protocols.class);

  private final List<Protocol> protocols;
  private final Access access;
  private final RefusalLog refusals;
  private final UnaryOperator<RuntimeException> explain;

  /**
   * @param protocols in the order in which they can claim requests; the last one also renders errors that no protocol claims
   * @param explain converts known failures, such as an unreachable database, to a {@link RegistryException}
   */
  public Protocols(
      List<Protocol> protocols,
      Access access,
      RefusalLog refusals,
      UnaryOperator<RuntimeException> explain) {
    this.protocols = List.copyOf(protocols);
    this.access = access;
    this.refusals = refusals;
    this.explain = explain;
  }

  public void mount(JavalinConfig config) {
    config.http.prefer405over404 = true;
    config.routes.before(ctx -> HeapBudget.begin());
    config.routes.before(ctx -> HttpMethods.require(ctx, config.unsafe.internalRouter));
    for (Protocol protocol : protocols) {
      protocol.routes().forEach(route -> mount(config, protocol, route));
    }
    HttpMethods.addHead(config.unsafe.internalRouter);
    config.routes.after(ctx -> HeapBudget.end());
    config.routes.exception(RegistryException.class, (error, ctx) -> render(ctx, error));
    config.routes.exception(HttpResponseException.class, (error, ctx) -> refuse(ctx, error));
    config.routes.exception(Exception.class, (error, ctx) -> render(ctx, explained(error)));
    config.router.handlerWrapper(endpoint -> ctx -> {
      try {
        endpoint.handler.handle(ctx);
      } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError error) {
        OutOfMemory.endIfIn(error);
        throw RegistryException.internal(Subject.REQUEST, error);
      }
    });
  }

  private void mount(JavalinConfig config, Protocol protocol, Route route) {
    config.routes.addHttpHandler(
        route.method(),
        route.path(),
        route
            .permission()
            .map(needed -> allowed(protocol, needed, route.handler()))
            .orElse(route.handler()));
  }

  /** Wraps a handler with authentication and the permission check. */
  private Handler allowed(Protocol protocol, Permission needed, Handler handler) {
    return ctx -> {
      Caller caller = protocol.authenticate(ctx);
      Callers.set(ctx, caller);
      access.require(caller, needed);
      handler.handle(ctx);
    };
  }

  /** Handles Javalin's own errors. OPTIONS is not an error: Javalin reports the available methods together with its 405. */
  private void refuse(Context ctx, HttpResponseException error) {
    String methods = HttpMethods.allowed(error.getDetails());
    if (!methods.isEmpty()) {
      ctx.header("Allow", methods + ", OPTIONS");
    }
    if (error.getStatus() == 405 && ctx.method() == HandlerType.OPTIONS) {
      Bodies.discard(ctx);
      ctx.status(204);
    } else {
      render(ctx, translate(ctx, error));
    }
  }

  /** Logs a server error with its stack trace. An unavailable disk or database is logged in one line, since it can affect every request. */
  private static void log(Context ctx, RegistryException error) {
    if (error.kind() == ErrorKind.INTERNAL) {
      LOG.error("{}", call(ctx, "failed"), error);
    } else if (error.kind() == ErrorKind.UNAVAILABLE && error.getCause() != null) {
      LOG.warn(
          "{}: {}", call(ctx, "refused"), LogEscaping.line(error.rootCause().toString()));
      LOG.debug("the cause", error);
    }
  }

  private static String call(Context ctx, String outcome) {
    return LogEscaping.word(ctx.method().name()) + " " + LogEscaping.word(ctx.path()) + " "
        + outcome + ", request " + Callers.requestId(ctx);
  }

  private void render(Context ctx, RegistryException error) {
    OutOfMemory.endIfIn(error);
    log(ctx, error);
    if (error instanceof RefusedException refused) {
      String call = ctx.method() + " " + ctx.path();
      Callers.known(ctx).ifPresent(caller -> refusals.refused(caller, refused.refusal(), call));
    }
    if (ctx.res().isCommitted()) {
      closeConnection(ctx);
    } else {
      if (error.reason() != Reason.TOO_SLOW) { // reading the body has already timed out
        Bodies.discard(ctx);
      }
      protocol(ctx).render(ctx, error);
    }
  }

  /**
   * Closes the connection: a response that is partly sent cannot become an error response, and the client must notice that it is
   * incomplete.
   */
  private static void closeConnection(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private RegistryException explained(Exception error) {
    return error instanceof RuntimeException failure
            && explain.apply(failure) instanceof RegistryException known
        ? known
        : RegistryException.internal(Subject.REQUEST, error);
  }

  /** The error body for a malformed HTTP request, in the format of the last protocol. */
  public byte[] unreadable(int status) {
    return last().unreadable(status);
  }

  private Protocol protocol(Context ctx) {
    return protocols.stream().filter(each -> each.claims(ctx)).findFirst().orElseGet(this::last);
  }

  private Protocol last() {
    return protocols.get(protocols.size() - 1);
  }

  /** Converts Javalin's own errors, such as an unknown path or method. */
  private static RegistryException translate(Context ctx, HttpResponseException error) {
    return switch (error.getStatus()) {
      case 404 -> RegistryException.notFound(Subject.ROUTE, "path", ctx.path());
      case 405 ->
        RegistryException.of(
            ErrorKind.NOT_FOUND,
            Subject.ROUTE,
            Reason.UNSUPPORTED,
            "method",
            ctx.method(),
            ctx.path());
      case 413 ->
        RegistryException.of(
            ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.TOO_LONG, "body", "", Bodies.most());
      default ->
        error.getStatus() < 500
            ? RegistryException.invalid(
                Subject.REQUEST, Reason.MALFORMED, "request", error.getMessage())
            : RegistryException.internal(Subject.REQUEST, error);
    };
  }
}
