package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.events.ModelEvent.ModelTagDeleted;
import dev.hallmark.server.events.ModelEvent.ModelTagSet;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.tags.TagRow;
import java.util.List;
import java.util.Optional;

/** Tags of registered models. They do not change the update time of the model. */
public final class ModelTags {
  private final Access access;
  private final ModelChanges changes;

  public ModelTags(Access access, ModelChanges changes) {
    this.access = access;
    this.changes = changes;
  }

  /** Sets a tag or replaces its value. */
  public void set(Caller caller, ModelName name, NewTag tag) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    String key = tag.key().value();
    changes.run(authorized, name, (tx, model) -> {
      ModelTagStore tags = tx.attach(ModelTagStore.class);
      Optional<String> before = tags.find(model.id(), key);
      TagRow row = TagRow.of(key, tag.value());
      if (before.isPresent()) {
        tags.change(model.id(), row);
      } else {
        tags.add(model.id(), List.of(row));
      }
      ModelStore models = tx.attach(ModelStore.class);
      if (key.equals(Prompts.MARK)) {
        models.markPrompt(model.id(), Prompts.marks(tag.value()));
      }
      models.reviseTags(model);
      tx.publish(new ModelTagSet(model.change(authorized), key, before.orElse(""), tag.value()));
    });
  }

  /** Deletes a tag. Does nothing if it does not exist. */
  public void delete(Caller caller, ModelName name, TagKey tag) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    String key = tag.value();
    changes.run(authorized, name, (tx, model) -> {
      ModelTagStore tags = tx.attach(ModelTagStore.class);
      Optional<String> before = tags.find(model.id(), key);
      if (before.isEmpty()) {
        return;
      }
      tags.delete(model.id(), key);
      ModelStore models = tx.attach(ModelStore.class);
      if (key.equals(Prompts.MARK)) {
        models.markPrompt(model.id(), false);
      }
      models.reviseTags(model);
      tx.publish(new ModelTagDeleted(model.change(authorized), key, before.get()));
    });
  }
}
