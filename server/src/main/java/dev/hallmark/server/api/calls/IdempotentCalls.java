package dev.hallmark.server.api.calls;

import static java.util.Objects.requireNonNull;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.idempotency.IdempotencyKey;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.idempotency.KeyedRequest;
import dev.hallmark.server.idempotency.Once;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Executes calls that clients can retry with the same {@code Idempotency-Key}. */
public final class IdempotentCalls {
  private final IdempotencyStore responses;
  private final JsonFormat json;

  public IdempotentCalls(IdempotencyStore responses, JsonFormat json) {
    this.responses = responses;
    this.json = json;
  }

  /**
   * Responds with the created object.
   *
   * @param call the request as a wire record
   * @param type the type of the created object
   * @param wire converts the created object to the response
   */
  public <T> void create(
      Context ctx,
      Object call,
      Class<T> type,
      BiFunction<Caller, Once, T> create,
      Function<T, Object> wire) {
    if (ctx.header(IdempotencyKey.HEADER) == null) {
      json.write(ctx, wire.apply(create.apply(Callers.of(ctx), Once.EACH_TIME)));
    } else {
      respond(
          ctx,
          call,
          once -> requireNonNull(create.apply(Callers.of(ctx), once)),
          created -> wire.apply(type.cast(created)));
    }
  }

  /** Responds with an empty object. */
  public void change(Context ctx, Object call, BiConsumer<Caller, Once> change) {
    if (ctx.header(IdempotencyKey.HEADER) == null) {
      change.accept(Callers.of(ctx), Once.EACH_TIME);
      json.write(ctx, Map.of());
    } else {
      respond(ctx, call, once -> change.accept(Callers.of(ctx), once), done -> Map.of());
    }
  }

  private void respond(
      Context ctx, Object call, Consumer<Once> change, Function<Object, Object> wire) {
    KeyedRequest request = KeyedRequest.of(
        new IdempotencyKey(ctx.header(IdempotencyKey.HEADER)),
        ctx.method() + " " + ctx.path(),
        json.bytes(call));
    String text = responses.respond(
        Callers.of(ctx),
        request,
        change,
        created -> new String(json.bytes(wire.apply(created)), StandardCharsets.UTF_8));
    json.writeText(ctx, text);
  }
}
