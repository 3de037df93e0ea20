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
 * Operations on registered models, their tags and their aliases.
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

  /** Throws with code {@code RESOURCE_ALREADY_EXISTS} if the name is taken. */
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

  /** Versions, tags and aliases keep belonging to the model. */
  public RegisteredModel rename(String name, String newName) {
    return model(api.once("POST", CALLS + "rename", named(name).put("new_name", newName)));
  }

  /** @param description empty to clear it */
  public RegisteredModel update(String name, String description) {
    return model(api.patch(CALLS + "update", named(name).put("description", description)));
  }

  /** Also deletes its versions, tags and aliases. */
  public void delete(String name) {
    api.once("DELETE", CALLS + "delete", named(name));
  }

  /** All matching models. Pages are fetched while the stream is read. */
  public Stream<RegisteredModel> search(Search search) {
    return Pages.of(
        token -> api.get(CALLS + "search", search.toQuery(token, PAGE)),
        "registered_models",
        RegisteredModel::from);
  }

  /** The highest version in each of these stages; in every stage if none is given. */
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

  /** Deletes a tag. Does nothing if it does not exist. */
  public void deleteTag(String name, String key) {
    api.delete(CALLS + "delete-tag", named(name).put("key", key));
  }

  /** Assigns the alias to this version. An alias of another version is moved. */
  public void setAlias(String name, String alias, int version) {
    api.post(
        CALLS + "alias", named(name).put("alias", alias).put("version", String.valueOf(version)));
  }

  /** Deletes an alias. Does nothing if it does not exist. */
  public void deleteAlias(String name, String alias) {
    api.delete(CALLS + "alias", named(name).put("alias", alias));
  }

  /**
   * The version that has this alias; {@code latest} is the highest version. Throws with code {@code INVALID_PARAMETER_VALUE} if the alias
   * does not exist, as MLflow's server does.
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
