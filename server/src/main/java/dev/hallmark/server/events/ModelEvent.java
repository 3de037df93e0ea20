package dev.hallmark.server.events;

import java.util.List;
import java.util.Map;

/** Changes of registered models, with their tags and aliases. */
public sealed interface ModelEvent extends RegistryEvent {
  record ModelCreated(Change change, String description, Map<String, String> tags)
      implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_CREATED;
    }
  }

  record ModelRenamed(Change change, String before, String after) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_RENAMED;
    }
  }

  record ModelDescribed(Change change, String before, String after) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_DESCRIBED;
    }
  }

  /**
   * @param lastVersion the highest version number that was assigned
   * @param versions the numbers of the deleted versions, in order; empty if they are not listed
   * @param versionsListed false if the model had more than 500 versions or aliases
   */
  record ModelDeleted(
      Change change, int lastVersion, List<Integer> versions, boolean versionsListed)
      implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_DELETED;
    }
  }

  /** @param before empty if the tag is new or had no value */
  record ModelTagSet(Change change, String key, String before, String after) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_TAG_SET;
    }
  }

  record ModelTagDeleted(Change change, String key, String before) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.MODEL_TAG_DELETED;
    }
  }

  /** @param before the previous version of the alias, 0 if the alias is new */
  record AliasSet(Change change, String alias, int before, int after) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.ALIAS_SET;
    }
  }

  record AliasDeleted(Change change, String alias, int before) implements ModelEvent {
    @Override
    public Operation operation() {
      return Operation.ALIAS_DELETED;
    }
  }
}
