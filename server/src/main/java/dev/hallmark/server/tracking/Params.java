package dev.hallmark.server.tracking;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for params: a param is logged once; the same value can be logged again, a different one is rejected. */
public final class Params {
  private Params() {}

  /** Rejects a request that contains a key more than once. */
  public static void requireDistinct(List<KeyValue> params) {
    Set<String> seen = new HashSet<>();
    List<String> duplicates = params.stream()
        .map(KeyValue::key)
        .filter(key -> !seen.add(key))
        .distinct()
        .toList();
    if (!duplicates.isEmpty()) {
      throw RegistryException.invalid(
          Subject.PARAM, Reason.DUPLICATE, "params", duplicates.get(0), duplicates.toArray());
    }
  }

  /**
   * Returns the params that are not stored yet. Throws if one is stored with a different value.
   *
   * @param stored the stored values by key
   * @param subject the subject of errors: {@code PARAM} for params of a run
   * @param field the field of the request for errors: {@code value} for a single param, {@code params} for a batch
   * @param owner the public id of the run or logged model
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
