package dev.hallmark.server.tracking.inputs;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.Lengths;
import java.util.Comparator;
import java.util.List;

/** A dataset of a run, with tags that describe its use. */
public record DatasetInput(Dataset dataset, List<KeyValue> tags) {
  public static final Comparator<DatasetInput> BY_KEY = Comparator.comparing(
          (DatasetInput input) -> input.dataset().name())
      .thenComparing(input -> input.dataset().digest());

  private static final String CONTEXT = "mlflow.data.context";
  private static final int MAX_KEY = 255;
  private static final int MAX_VALUE = 500;

  public DatasetInput {
    tags = KeyValue.lastOfEach(tags);
  }

  /** A tag of an input. Its key can contain any character. */
  public static KeyValue tag(String key, String value) {
    Lengths.requireAtMost(MAX_KEY, Subject.DATASET, "key", key);
    Lengths.requireAtMost(MAX_VALUE, Subject.DATASET, "value", value);
    return new KeyValue(key, value);
  }

  /** The purpose of the dataset, such as {@code training}; empty if not set. */
  public String context() {
    return tags.stream()
        .filter(tag -> tag.key().equals(CONTEXT))
        .map(KeyValue::value)
        .findFirst()
        .orElse("");
  }
}
