package dev.hallmark.server.idempotency;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Tx;
import java.util.List;
import java.util.function.Function;

/** Takes the key at the beginning of a transaction and keeps the answer at its end. */
final class Keeping implements Once {
  static final int LONGEST_ANSWER = 1_000_000; // characters; H2 keeps no longer text in a row
  private static final int SWEPT = 10; // rows; each request adds one

  private final KeptAnswerStore.Id id;
  private final String fingerprint;
  private final long now;
  private final Function<Object, String> text;
  private String answer = ""; // empty until the change is made

  Keeping(KeptAnswerStore.Id id, String fingerprint, long now, Function<Object, String> text) {
    this.id = id;
    this.fingerprint = fingerprint;
    this.now = now;
    this.text = text;
  }

  @Override
  public <T> T in(Tx tx, Function<Tx, T> change) {
    KeptAnswerStore store = tx.attach(KeptAnswerStore.class);
    long row = take(store);
    T made = change.apply(tx);
    answer = text.apply(made);
    if (answer.length() > LONGEST_ANSWER) {
      throw RegistryException.of(
          ErrorKind.TOO_LARGE,
          Subject.IDEMPOTENCY_KEY,
          Reason.TOO_LONG,
          IdempotencyKey.HEADER,
          id.key(),
          LONGEST_ANSWER);
    }
    store.setBody(row, answer);
    return made;
  }

  private long take(KeptAnswerStore store) {
    long since = now - IdempotencyStore.KEPT.toMillis();
    store.deleteOlder(id, since);
    long row = store.addIfAbsent(id, fingerprint, now).orElseThrow(AnsweredMeanwhile::new);
    List<Long> old = store.lockOlder(since, SWEPT);
    if (!old.isEmpty()) {
      store.delete(old);
    }
    return row;
  }

  /** Throws when the change was made in another way than this: it would be made again by the next request. */
  String answer() {
    if (answer.isEmpty()) {
      throw new IllegalStateException("a change that does not ask how often it may be made");
    }
    return answer;
  }

  /** The transaction of an equal request was the first. */
  static final class AnsweredMeanwhile extends RuntimeException {
    AnsweredMeanwhile() {
      super("answered meanwhile", null, false, false);
    }
  }
}
