package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.records.VersionRecord;

/** Identifies a version by the internal id of its model, which a rename does not change. As text: {@code 12/3}. */
public record VersionId(long modelId, int number) {
  static VersionId of(VersionRecord record) {
    return new VersionId(record.modelId(), record.version());
  }

  public static VersionId parse(String text) {
    int slash = text.indexOf('/');
    return new VersionId(
        Long.parseLong(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  public String text() {
    return modelId + "/" + number;
  }
}
