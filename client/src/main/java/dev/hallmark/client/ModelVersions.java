package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.HallmarkApi;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.MlflowApi;
import dev.hallmark.client.http.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Operations on versions of registered models.
 *
 * <pre>{@code
 * client.versions().setTag("fraud", 7, "validated", "2026-11-21");
 * client.versions().search(Search.where("tag.validated LIKE '2026-%'")).forEach(System.out::println);
 * }</pre>
 */
public final class ModelVersions {
  private static final int PAGE = 1000;
  private static final String CALLS = "model-versions/";

  /** The server reads the files at the speed of its disk. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/");

  private final MlflowApi api;
  private final HallmarkApi own;

  ModelVersions(MlflowApi api, HallmarkApi own) {
    this.api = api;
    this.own = own;
  }

  /** Creates a version with the model's next number. The model must exist. */
  public ModelVersion create(NewVersion version) {
    return version(api.once("POST", CALLS + "create", version.toJson()));
  }

  public ModelVersion get(String name, int version) {
    return version(api.get(CALLS + "get", query(name, version)));
  }

  /** @param description empty to clear it */
  public ModelVersion update(String name, int version, String description) {
    return version(
        api.patch(CALLS + "update", body(name, version).put("description", description)));
  }

  /** @param archiveExisting whether to move the other versions in that stage to {@link Stage#ARCHIVED}; for staging and production only */
  public ModelVersion transition(String name, int version, Stage stage, boolean archiveExisting) {
    ObjectNode body = body(name, version)
        .put("stage", stage.sent())
        .put("archive_existing_versions", archiveExisting);
    return version(api.post(CALLS + "transition-stage", body));
  }

  /** The number is not used again while the model exists. */
  public void delete(String name, int version) {
    api.once("DELETE", CALLS + "delete", body(name, version));
  }

  /** All matching versions. Pages are fetched while the stream is read. */
  public Stream<ModelVersion> search(Search search) {
    return Pages.of(
        token -> api.get(CALLS + "search", search.toQuery(token, PAGE)),
        "model_versions",
        ModelVersion::from);
  }

  /** The URI of the version's files; on Hallmark below {@code mlflow-artifacts:/seals/} if the version is sealed. */
  public String downloadUri(String name, int version) {
    return Json.text(api.get(CALLS + "get-download-uri", query(name, version)), "artifact_uri");
  }

  /** Sets a tag, or changes its value. */
  public void setTag(String name, int version, String key, String value) {
    api.post(CALLS + "set-tag", body(name, version).put("key", key).put("value", value));
  }

  /** Deletes a tag. Does nothing if it does not exist. */
  public void deleteTag(String name, int version, String key) {
    api.delete(CALLS + "delete-tag", body(name, version).put("key", key));
  }

  /** What is known about the files of a version; empty if the server does not store them. Only with Hallmark. */
  public Optional<Integrity> findIntegrity(String name, int version) {
    return Integrity.from(own.get(path(name, version)));
  }

  /**
   * Compares all files of a version with their digests, on the server. The server serves no file of a damaged version until it is restored.
   * Returns when all files are read, which can take long. Only with Hallmark.
   */
  public Verification verify(String name, int version) {
    return Verification.from(own.longPost(path(name, version) + "/verify", Json.object(), LONGEST));
  }

  /**
   * Restores damaged files of a version from a copy that the server can read, and verifies it. Only with Hallmark.
   *
   * @param from a folder with the same files, relative to the root of the artifact store: {@code 0/<run id>/artifacts/model}; or its URI,
   *     also in a place where clients store artifacts themselves: {@code s3://bucket/prefix/1/<run id>/artifacts/model}
   */
  public Verification restore(String name, int version, String from) {
    ObjectNode body = Json.object().put(URI.matcher(from).lookingAt() ? "uri" : "path", from);
    return Verification.from(own.longPost(path(name, version) + "/restore", body, LONGEST));
  }

  private static String path(String name, int version) {
    return "models/" + HallmarkApi.segment(name) + "/versions/" + version;
  }

  private static Map<String, List<String>> query(String name, int version) {
    return Map.of("name", List.of(name), "version", List.of(String.valueOf(version)));
  }

  private static ObjectNode body(String name, int version) {
    return Json.object().put("name", name).put("version", String.valueOf(version));
  }

  private static ModelVersion version(JsonNode response) {
    return ModelVersion.from(Json.child(response, "model_version"));
  }
}
