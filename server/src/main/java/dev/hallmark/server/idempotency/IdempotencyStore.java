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

/** Sees to it that a request with a key makes its change once, and is answered the same each time. */
public final class IdempotencyStore {
  static final Duration KEPT = Duration.ofHours(24);

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
   * The answer to this request: of the change, or what the same caller was answered to an equal request of the last 24
   * hours. One that is under way is waited for. A change that is refused leaves no answer, and the key free.
   *
   * <p>Throws INVALID_ARGUMENT when the key was used for a request that says something else.
   *
   * @param change to be made in one transaction that it runs by way of the {@link Once} it is given
   * @param text the answer, never empty, to what that transaction answered
   */
  public String answer(
      Caller caller, KeyedRequest request, Consumer<Once> change, Function<Object, String> text) {
    AuthorizedCaller reader = access.require(caller, Permission.READ);
    Optional<String> known = find(reader, request);
    if (known.isPresent()) {
      writes.run(tx -> {}); // it may be a commit of just now: told again only when it is on disk
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

  /** Throws NOT_FOUND when the caller may not read any more what the request changed. */
  private Optional<String> find(AuthorizedCaller reader, KeyedRequest request) {
    long since = clock.millis() - KEPT.toMillis();
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
