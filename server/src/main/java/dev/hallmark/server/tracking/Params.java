package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parameters are written once: the same value may come again, another one may not. */
public final class Params {
  private Params() {}

  /** Refuses a key that stands twice in one request, whatever its values. */
  public static void requireDistinct(List<KeyValue> params) {
    Set<String> seen = new HashSet<>();
    List<String> twice = params.stream()
        .map(KeyValue::key)
        .filter(key -> !seen.add(key))
        .distinct()
        .toList();
    if (!twice.isEmpty()) {
      throw RegistryException.invalid(
          Subject.PARAM, Reason.DUPLICATE, "params", twice.get(0), twice.toArray());
    }
  }

  /**
   * Those that are not stored yet. Throws when one is stored with another value.
   *
   * @param stored the values of those that are
   * @param subject whose parameters they are: {@code PARAM} for a run's
   * @param field how the request calls what is refused: {@code value} of one, {@code params} of a batch
   * @param owner the id of the run or logged model, as clients know it
   */
  public static List<KeyValue> added(
      List<KeyValue> params,
      Map<String, String> stored,
      Subject subject,
      String field,
      String owner) {
    List<Object> facts = new ArrayList<>(List.of(owner));
    List<KeyValue> added = new ArrayList<>();
    for (KeyValue param : params) {
      String before = stored.get(param.key());
      if (before == null) {
        added.add(param);
      } else if (!before.equals(param.value())) {
        facts.addAll(List.of(param.key(), before, param.value()));
      }
    }
    if (facts.size() > 1) {
      throw RegistryException.invalid(
          subject, Reason.MISMATCH, field, facts.get(3), facts.toArray());
    }
    return added;
  }
}
