package dev.hallmark.server.idempotency;

import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reserves the key at the beginning of a transaction and records the response at its end. */
final class RecordedResponse implements Once {
  static final int MAX_LENGTH = 1_000_000; // characters; the maximum length of a string in H2
  private static final int CLEANUP_BATCH = 10; // rows to delete per request, which adds one

  private final IdempotentResponseStore.Id id;
  private final String fingerprint;
  private final long now;
  private final Function<Object, String> text;
  private String body = ""; // empty until the change is executed
  private Optional<Resource> resource = Optional.empty();

  RecordedResponse(
      IdempotentResponseStore.Id id, String fingerprint, long now, Function<Object, String> text) {
    this.id = id;
    this.fingerprint = fingerprint;
    this.now = now;
    this.text = text;
  }

  @Override
  public <T> T in(Tx tx, Function<Tx, T> change) {
    IdempotentResponseStore store = tx.attach(IdempotentResponseStore.class);
    long row = reserve(store);
    T result = change.apply(tx);
    body = text.apply(result);
    if (body.length() > MAX_LENGTH) {
      throw RegistryException.of(
          ErrorKind.TOO_LARGE,
          Subject.IDEMPOTENCY_KEY,
          Reason.TOO_LONG,
          IdempotencyKey.HEADER,
          id.key(),
          MAX_LENGTH);
    }
    Resource about = resource.orElseThrow(
        () -> new IllegalStateException("the change does not say what it is about"));
    store.setBody(row, body, about.kind().name(), about.id());
    return result;
  }

  @Override
  public void about(Resource changed) {
    resource = Optional.of(changed);
  }

  private long reserve(IdempotentResponseStore store) {
    long since = now - IdempotencyStore.RETENTION.toMillis();
    store.deleteExpired(id, since);
    long row = store.addIfAbsent(id, fingerprint, now).orElseThrow(AlreadyRecorded::new);
    List<Long> expired = store.lockExpired(since, CLEANUP_BATCH);
    if (!expired.isEmpty()) {
      store.delete(expired);
    }
    return row;
  }

  /** The response. Throws if the change was not executed through {@link #in}, because a repeated request would execute it again. */
  String body() {
    if (body.isEmpty()) {
      throw new IllegalStateException("the change was not made by way of Once");
    }
    return body;
  }

  /** Another transaction with the same key committed first. */
  static final class AlreadyRecorded extends RuntimeException {
    AlreadyRecorded() {
      super("already recorded", null, false, false);
    }
  }
}
