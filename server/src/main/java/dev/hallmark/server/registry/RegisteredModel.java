package dev.hallmark.server.registry;

import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.ModelVersion;
import java.util.List;

/**
 * A registered model, or a prompt.
 *
 * @param description empty if there is none
 * @param createdAt milliseconds since the epoch, as is {@code updatedAt}
 * @param tags sorted by key
 * @param aliases sorted by name
 * @param latestVersions the highest version in each stage that has one, in the order of {@code Stage}
 */
public record RegisteredModel(
    long id,
    String name,
    String description,
    String createdBy,
    long createdAt,
    long updatedAt,
    List<Tag> tags,
    List<Alias> aliases,
    List<ModelVersion> latestVersions) {
  public RegisteredModel {
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
    latestVersions = List.copyOf(latestVersions);
  }

  /** An alias and the number of its version. */
  public record Alias(String name, int version) {}
}
