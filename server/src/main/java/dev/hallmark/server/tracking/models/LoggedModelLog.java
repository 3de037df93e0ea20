package dev.hallmark.server.tracking.models;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.Params;
import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tags and params of logged models. */
public final class LoggedModelLog {
  private final Writes writes;
  private final Access access;

  public LoggedModelLog(Writes writes, Access access) {
    this.writes = writes;
    this.access = access;
  }

  /** Sets tags or replaces their values. The last value of a repeated key counts. */
  public void setTags(Caller caller, String modelId, List<KeyValue> tags) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    writes.run(tx -> {
      Stored model = LoggedModels.lock(tx, authorized, modelId);
      LoggedModelStore store = tx.attach(LoggedModelStore.class);
      put(store, model.id(), KeyValue.lastOfEach(tags));
    });
  }

  /** The row of the model must be locked. */
  static void put(LoggedModelStore store, long model, List<KeyValue> tags) {
    int[] changed = store.changeTags(model, tags);
    List<KeyValue> added = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        added.add(tags.get(i));
      }
    }
    store.addTags(model, added);
  }

  /** Throws NOT_FOUND if the tag does not exist. */
  public void deleteTag(Caller caller, String modelId, String key) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    writes.run(tx -> {
      Stored model = LoggedModels.lock(tx, authorized, modelId);
      LoggedModelStore store = tx.attach(LoggedModelStore.class);
      if (store.removeTag(model.id(), key) == 0) {
        throw RegistryException.notFound(Subject.LOGGED_MODEL_TAG, "key", key, modelId);
      }
    });
  }

  /** Adds params, with the rules of {@link Params}. */
  public void addParams(Caller caller, String modelId, List<KeyValue> params) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    Params.requireDistinct(params);
    writes.run(tx -> {
      Stored model = LoggedModels.lock(tx, authorized, modelId);
      LoggedModelStore store = tx.attach(LoggedModelStore.class);
      Map<String, String> stored = store.params(List.of(model.id())).stream()
          .map(OwnedEntry::entry)
          .collect(Collectors.toMap(KeyValue::key, KeyValue::value));
      store.addParams(
          model.id(), Params.added(params, stored, Subject.LOGGED_MODEL, "params", modelId));
    });
  }
}
