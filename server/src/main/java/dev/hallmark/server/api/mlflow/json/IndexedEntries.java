package dev.hallmark.server.api.mlflow.json;

import dev.hallmark.server.error.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the elements of a list and adds the index to errors. */
public final class IndexedEntries {
  private IndexedEntries() {}

  public static <W, T> List<T> read(String field, List<W> entries, Function<W, T> read) {
    List<T> all = new ArrayList<>(entries.size());
    for (W entry : entries) {
      try {
        all.add(read.apply(entry));
      } catch (RegistryException e) {
        throw e.at(field + "[" + all.size() + "]");
      }
    }
    return all;
  }
}
