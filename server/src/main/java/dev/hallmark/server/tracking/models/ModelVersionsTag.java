package dev.hallmark.server.tracking.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.KeyValue;
import dev.hallmark.server.tracking.OwnedEntry;
import dev.hallmark.server.tracking.PythonJson;
import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import java.util.List;

/**
 * The tag that tells which versions were registered from a logged model, the newest ones if they are many: it is read and
 * written with each. SDKs write it themselves as well.
 */
public final class ModelVersionsTag {
  private static final String KEY = "mlflow.modelVersions";
  private static final int MOST = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private ModelVersionsTag() {}

  /**
   * Appends the version to the JSON list in the tag, of which the last {@value #MOST} stay. Does nothing for a logged model
   * that is gone, or another workspace's.
   */
  public static void append(
      Tx tx, AuthorizedCaller caller, String modelId, String name, int version) {
    LoggedModelStore store = tx.attach(LoggedModelStore.class);
    store
        .lock(modelId)
        .filter(model -> model.info().active() && model.workspace().equals(caller.workspace()))
        .filter(model -> caller.may(model.resource()))
        .ifPresent(model -> append(store, model, name, version));
  }

  private static void append(LoggedModelStore store, Stored model, String name, int version) {
    ArrayNode versions = store.tags(List.of(model.id())).stream()
        .map(OwnedEntry::entry)
        .filter(tag -> tag.key().equals(KEY))
        .map(tag -> parse(tag.value()))
        .findFirst()
        .orElseGet(JSON::createArrayNode);
    versions.addObject().put("name", name).put("version", version);
    while (versions.size() > MOST) {
      versions.remove(0);
    }
    LoggedModelLog.put(store, model.id(), List.of(new KeyValue(KEY, PythonJson.of(versions))));
  }

  /** A text that is no list, as a user may have set the tag to, counts as an empty one. */
  private static ArrayNode parse(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return tree instanceof ArrayNode list ? list : JSON.createArrayNode();
    } catch (JsonProcessingException e) {
      return JSON.createArrayNode();
    }
  }
}
