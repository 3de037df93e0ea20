package dev.hallmark.server.testkit;

import dev.hallmark.server.filter.Field;
import java.util.List;
import java.util.Map;

/**
 * A row as a search should see it.
 *
 * @param values text, Long or Double of each field; a field that is absent has none, only datasets have several
 */
public record ReferenceRow(long id, Map<Field, List<Object>> values) {
  List<Object> of(Field field) {
    return values.getOrDefault(field, List.of());
  }
}
