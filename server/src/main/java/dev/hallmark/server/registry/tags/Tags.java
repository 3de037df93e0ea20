package dev.hallmark.server.registry.tags;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The initial tags of a model or a version by key. The last of several tags with the same key counts. */
public record Tags(SortedMap<String, String> byKey) {
  public Tags {
    byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
  }

  public static Tags of(List<NewTag> tags) {
    SortedMap<String, String> byKey = new TreeMap<>();
    tags.forEach(tag -> byKey.put(tag.key().value(), tag.value()));
    return new Tags(byKey);
  }

  public List<Tag> list() {
    return byKey.entrySet().stream().map(e -> new Tag(e.getKey(), e.getValue())).toList();
  }
}
