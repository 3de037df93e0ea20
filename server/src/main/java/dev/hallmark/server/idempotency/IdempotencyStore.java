package dev.hallmark.server.idempotency;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Executes a request with an idempotency key only once and returns the stored response to its repetitions. */
public final class IdempotencyStore {
  static final Duration RETENTION = Duration.ofHours(24);

  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;

  public IdempotencyStore(ServiceContext context) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
  }

  /**
   * Executes the change and returns its response; or returns the stored response if the same caller sent the same request with this key in
   * the last 24 hours. Waits if that request is still running. A failed change stores no response, so the key can be used again.
   *
   * <p>Throws INVALID_ARGUMENT if the key was used for a different request.
   *
   * @param change executes one transaction through the given {@link Once}
   * @param text converts the result of the transaction to the response, which must not be empty
   */
  public String respond(
      Caller caller, KeyedRequest request, Consumer<Once> change, Function<Object, String> text) {
    AuthorizedCaller reader = access.require(caller, Permission.READ);
    Optional<String> known = find(reader, request);
    if (known.isPresent()) {
      writes.run(
          tx -> {}); // the stored response may be committed but not yet flushed to disk; an empty
      // write waits for the flush
      return known.get();
    }
    RecordedResponse response =
        new RecordedResponse(id(caller, request), request.fingerprint(), clock.millis(), text);
    try {
      change.accept(response);
      return response.body();
    } catch (RecordedResponse.AlreadyRecorded e) {
      return find(reader, request)
          .orElseThrow(() -> RegistryException.unavailable(Subject.STORAGE, e));
    }
  }

  /** Throws NOT_FOUND if the caller can no longer read the object that the request changed. */
  private Optional<String> find(AuthorizedCaller reader, KeyedRequest request) {
    long since = clock.millis() - RETENTION.toMillis();
    return jdbi.withExtension(
            IdempotentResponseStore.class, store -> store.find(id(reader.caller(), request), since))
        .map(stored -> {
          if (!stored.fingerprint().equals(request.fingerprint())) {
            throw RegistryException.invalid(
                Subject.IDEMPOTENCY_KEY,
                Reason.MISMATCH,
                IdempotencyKey.HEADER,
                request.key().value());
          }
          reader.require(
              stored.resource(),
              () -> RegistryException.notFound(
                  Subject.IDEMPOTENCY_KEY, IdempotencyKey.HEADER, request.key().value()));
          return stored.body();
        });
  }

  private static IdempotentResponseStore.Id id(Caller caller, KeyedRequest request) {
    return new IdempotentResponseStore.Id(
        caller.workspace(), caller.name(), request.path(), request.key().value());
  }
}
