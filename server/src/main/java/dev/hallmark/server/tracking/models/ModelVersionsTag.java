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
 * The tag with the versions that were registered from a logged model. It keeps only the latest ones, because each registration reads and
 * writes it. MLflow's clients write it too.
 */
public final class ModelVersionsTag {
  private static final String KEY = "mlflow.modelVersions";
  private static final int MOST = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private ModelVersionsTag() {}

  /**
   * Appends the version to the JSON list in the tag and keeps the last {@value #MOST}. Does nothing if the logged model is deleted or
   * belongs to another workspace.
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

  /** A value that is not a list counts as an empty list, since users can set the tag. */
  private static ArrayNode parse(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return tree instanceof ArrayNode list ? list : JSON.createArrayNode();
    } catch (JsonProcessingException e) {
      return JSON.createArrayNode();
    }
  }
}
