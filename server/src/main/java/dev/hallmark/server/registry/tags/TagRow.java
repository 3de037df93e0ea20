package dev.hallmark.server.registry.tags;

import dev.hallmark.server.storage.IndexPrefix;
import dev.hallmark.server.storage.functions.TagBits;
import java.util.List;

/** A tag with the indexed prefix of its value. Public because Jdbi reads it by reflection. */
public record TagRow(String tagKey, String tagValue, String valuePrefix) {
  public static TagRow of(String key, String value) {
    return new TagRow(key, value, IndexPrefix.ofValue(value));
  }

  public static List<TagRow> of(Tags tags) {
    return tags.byKey().entrySet().stream()
        .map(e -> of(e.getKey(), e.getValue()))
        .toList();
  }

  /** The combined {@link TagBits} of these tags. */
  public static long bits(List<TagRow> tags) {
    return tags.stream()
        .mapToLong(tag -> TagBits.of(tag.tagKey, tag.valuePrefix))
        .reduce(0, (all, bits) -> all | bits);
  }
}
