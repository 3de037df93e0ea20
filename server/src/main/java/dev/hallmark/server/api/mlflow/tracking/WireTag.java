package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.error.Subject;
import dev.hallmark.server.tracking.KeyValue;
import java.util.List;

/** The JSON of a tag or param of a run, an experiment or a logged model. */
record WireTag(String key, String value) {
  static List<WireTag> of(List<KeyValue> entries) {
    return entries.stream()
        .map(entry -> new WireTag(entry.key(), entry.value()))
        .toList();
  }

  KeyValue toTag(Subject subject) {
    return KeyValue.tag(subject, required("key", key), orEmpty(value));
  }

  KeyValue toParam() {
    return KeyValue.param(required("key", key), orEmpty(value));
  }
}
