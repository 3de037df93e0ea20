package dev.hallmark.server.api.mlflow;

import static java.util.Objects.requireNonNull;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.idempotency.IdempotencyKey;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.idempotency.KeyedRequest;
import dev.hallmark.server.idempotency.Once;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers calls that clients send again when an answer is lost, and then with the same {@code Idempotency-Key}. */
public final class IdempotentCalls {
  private final IdempotencyStore answers;

  public IdempotentCalls(IdempotencyStore answers) {
    this.answers = answers;
  }

  /**
   * Answers with what is made.
   *
   * @param call what the request says, as a wire record
   * @param type of what is made
   * @param wire what to answer
   */
  public <T> void make(
      Context ctx,
      Object call,
      Class<T> type,
      BiFunction<Caller, Once, T> make,
      Function<T, Object> wire) {
    if (ctx.header(IdempotencyKey.HEADER) == null) {
      MlflowJson.write(ctx, wire.apply(make.apply(Callers.of(ctx), Once.EACH_TIME)));
    } else {
      answer(
          ctx,
          call,
          once -> requireNonNull(make.apply(Callers.of(ctx), once)),
          made -> wire.apply(type.cast(made)));
    }
  }

  /** Answers with nothing but that it is done. */
  public void change(Context ctx, Object call, BiConsumer<Caller, Once> change) {
    if (ctx.header(IdempotencyKey.HEADER) == null) {
      change.accept(Callers.of(ctx), Once.EACH_TIME);
      MlflowJson.write(ctx, Map.of());
    } else {
      answer(ctx, call, once -> change.accept(Callers.of(ctx), once), done -> Map.of());
    }
  }

  private void answer(
      Context ctx, Object call, Consumer<Once> change, Function<Object, Object> wire) {
    KeyedRequest request = KeyedRequest.of(
        new IdempotencyKey(ctx.header(IdempotencyKey.HEADER)),
        ctx.method() + " " + ctx.path(),
        MlflowJson.bytes(call));
    String text =
        answers.answer(Callers.of(ctx), request, change, made -> MlflowJson.text(wire.apply(made)));
    MlflowJson.writeText(ctx, text);
  }
}
