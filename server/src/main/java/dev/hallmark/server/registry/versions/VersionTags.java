package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.VersionEvent.VersionTagDeleted;
import dev.hallmark.server.events.VersionEvent.VersionTagSet;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.tags.TagRow;
import dev.hallmark.server.registry.versions.VersionStore.VersionRow;
import java.util.List;
import java.util.Optional;

/**
 * Tags of versions. They do not change the update time of the version. Tags with the contents of a registered prompt version must not
 * change.
 */
public final class VersionTags {
  private final Access access;
  private final ModelChanges changes;

  public VersionTags(Access access, ModelChanges changes) {
    this.access = access;
    this.changes = changes;
  }

  /** Sets a tag or replaces its value. Throws CONFLICT for a different value of a tag with a prompt's contents. */
  public void set(Caller caller, ModelName name, int number, NewTag tag) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    String key = tag.key().value();
    changes.run(authorized, name, number, (tx, model) -> {
      VersionStore versions = tx.attach(VersionStore.class);
      VersionRow version = versions.require(model, number);
      VersionTagStore tags = tx.attach(VersionTagStore.class);
      Optional<String> before = tags.find(version.id(), key);
      if (!before.equals(Optional.of(tag.value()))) {
        requireChangeable(name, number, version, key);
      }
      TagRow row = TagRow.of(key, tag.value());
      if (before.isPresent()) {
        tags.change(version.id(), row);
      } else {
        tags.add(version.id(), List.of(row));
      }
      if (key.equals(Prompts.MARK)) {
        versions.markPrompt(version.id(), Prompts.marks(tag.value()));
      }
      tx.attach(ModelStore.class).revise(model);
      tx.publish(
          new VersionTagSet(model.change(authorized), number, key, before.orElse(""), tag.value()));
    });
  }

  /** Deletes a tag. Does nothing if it does not exist. Throws CONFLICT for a tag with a prompt's contents. */
  public void delete(Caller caller, ModelName name, int number, TagKey tag) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    String key = tag.value();
    changes.run(authorized, name, number, (tx, model) -> {
      VersionStore versions = tx.attach(VersionStore.class);
      VersionRow version = versions.require(model, number);
      VersionTagStore tags = tx.attach(VersionTagStore.class);
      Optional<String> before = tags.find(version.id(), key);
      if (before.isEmpty()) {
        return;
      }
      requireChangeable(name, number, version, key);
      tags.delete(version.id(), key);
      if (key.equals(Prompts.MARK)) {
        versions.markPrompt(version.id(), false);
      }
      tx.attach(ModelStore.class).revise(model);
      tx.publish(new VersionTagDeleted(model.change(authorized), number, key, before.get()));
    });
  }

  private static void requireChangeable(
      ModelName name, int number, VersionRow version, String key) {
    if (version.promptContents() && Prompts.fixed(key)) {
      throw RegistryException.conflict(
          Subject.VERSION_TAG, Reason.RESERVED, "key", key, name.value(), number);
    }
  }
}
