package dev.hallmark.server.registry.versions;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.Tag;
import java.util.List;

/**
 * One version of a registered model.
 *
 * @param name the name of its model
 * @param createdAt milliseconds since the epoch, as is {@code updatedAt}
 * @param tags sorted by key
 * @param aliases sorted by name
 */
public record ModelVersion(
    long id,
    String name,
    int version,
    Stage stage,
    String description,
    VersionSource source,
    String createdBy,
    long createdAt,
    long updatedAt,
    List<Tag> tags,
    List<String> aliases) {
  public ModelVersion {
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
  }

  /** Whether it is a prompt, whose contents are tags instead of files. */
  public boolean prompt() {
    return tags.stream()
        .anyMatch(tag -> tag.key().equals(Prompts.MARK) && Prompts.marks(tag.value()));
  }

  /** The error for an operation that needs the files of a version that is not ready. */
  public RegistryException notReady() {
    return VersionStore.notReady(name, version, source.status(), source.statusMessage());
  }

  /** Throws CONFLICT if the version is not ready. */
  void requireReady() {
    if (source.status() != VersionStatus.READY) {
      throw notReady();
    }
  }

  /** This version after a transition. */
  ModelVersion inStage(Stage other, long at) {
    return new ModelVersion(
        id, name, version, other, description, source, createdBy, createdAt, at, tags, aliases);
  }

  ModelVersion withTags(List<Tag> others) {
    return new ModelVersion(
        id,
        name,
        version,
        stage,
        description,
        source,
        createdBy,
        createdAt,
        updatedAt,
        others,
        aliases);
  }
}
