package dev.hallmark.server.registry.tags;

import dev.hallmark.server.storage.Head;
import java.util.List;

/** A tag with the head of its value that the index holds. Public for Jdbi, which reads it by reflection. */
public record TagRow(String tagKey, String tagValue, String valueHead) {
  public static TagRow of(String key, String value) {
    return new TagRow(key, value, Head.ofValue(value));
  }

  public static List<TagRow> of(Tags tags) {
    return tags.byKey().entrySet().stream()
        .map(e -> of(e.getKey(), e.getValue()))
        .toList();
  }
}
