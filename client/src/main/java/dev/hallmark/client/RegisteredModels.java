package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.MlflowApi;
import dev.hallmark.client.http.Pages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The calls about registered models, their tags and their aliases.
 *
 * <pre>{@code
 * client.models().create("fraud");
 * client.models().setAlias("fraud", "champion", 7);
 * client.models().search(Search.where("name LIKE 'fr%'")).forEach(System.out::println);
 * }</pre>
 */
public final class RegisteredModels {
  private static final int PAGE = 1000;
  private static final String CALLS = "registered-models/";

  private final MlflowApi api;

  RegisteredModels(MlflowApi api) {
    this.api = api;
  }

  /** Throws with code {@code RESOURCE_ALREADY_EXISTS} when the name is taken. */
  public RegisteredModel create(String name) {
    return create(name, "", Map.of());
  }

  public RegisteredModel create(String name, String description, Map<String, String> tags) {
    ObjectNode body = named(name).put("description", description);
    body.set("tags", Json.pairs(tags));
    return model(api.once("POST", CALLS + "create", body));
  }

  public RegisteredModel get(String name) {
    return model(api.get(CALLS + "get", "name", name));
  }

  /** Versions, tags and aliases follow. */
  public RegisteredModel rename(String name, String newName) {
    return model(api.once("POST", CALLS + "rename", named(name).put("new_name", newName)));
  }

  /** @param description empty to clear it */
  public RegisteredModel update(String name, String description) {
    return model(api.patch(CALLS + "update", named(name).put("description", description)));
  }

  /** Takes versions, tags and aliases along. */
  public void delete(String name) {
    api.once("DELETE", CALLS + "delete", named(name));
  }

  /** Every model that is found; the pages are fetched as the stream is read. */
  public Stream<RegisteredModel> search(Search search) {
    return Pages.of(
        token -> api.get(CALLS + "search", search.toQuery(token, PAGE)),
        "registered_models",
        RegisteredModel::from);
  }

  /** The highest version of each of these stages; of all stages when none is named. */
  public List<ModelVersion> latestVersions(String name, Stage... stages) {
    Map<String, List<String>> query = Map.of(
        "name", List.of(name), "stages", Arrays.stream(stages).map(Stage::sent).toList());
    return Json.list(
        api.get(CALLS + "get-latest-versions", query), "model_versions", ModelVersion::from);
  }

  /** Sets a tag, or changes its value. */
  public void setTag(String name, String key, String value) {
    api.post(CALLS + "set-tag", named(name).put("key", key).put("value", value));
  }

  /** Removes a tag; one that is not there is no mistake. */
  public void deleteTag(String name, String key) {
    api.delete(CALLS + "delete-tag", named(name).put("key", key));
  }

  /** Points the alias at this version; one that pointed elsewhere is moved. */
  public void setAlias(String name, String alias, int version) {
    api.post(
        CALLS + "alias", named(name).put("alias", alias).put("version", String.valueOf(version)));
  }

  /** Removes an alias; one that is not there is no mistake. */
  public void deleteAlias(String name, String alias) {
    api.delete(CALLS + "alias", named(name).put("alias", alias));
  }

  /**
   * The version that the alias points at now; {@code latest} is the highest. An absent alias is the code {@code INVALID_PARAMETER_VALUE}, on
   * MLflow's server too.
   */
  public ModelVersion getByAlias(String name, String alias) {
    JsonNode response =
        api.get(CALLS + "alias", Map.of("name", List.of(name), "alias", List.of(alias)));
    return ModelVersion.from(Json.child(response, "model_version"));
  }

  private static ObjectNode named(String name) {
    return Json.object().put("name", name);
  }

  private static RegisteredModel model(JsonNode response) {
    return RegisteredModel.from(Json.child(response, "registered_model"));
  }
}
