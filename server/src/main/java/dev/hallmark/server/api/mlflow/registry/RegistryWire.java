package dev.hallmark.server.api.mlflow.registry;

import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.RegisteredModel;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.tags.TagKey;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.VersionSource;
import java.util.List;
import java.util.regex.Pattern;

/** JSON records of models and versions. */
final class RegistryWire {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  private RegistryWire() {}

  record TagJson(String key, String value) {
    static List<TagJson> of(List<Tag> tags) {
      return tags.stream().map(tag -> new TagJson(tag.key(), tag.value())).toList();
    }

    NewTag toNew() {
      return newTag(key, value);
    }
  }

  /** The version number is a string everywhere in this API. */
  record AliasJson(String alias, String version) {}

  record ModelJson(
      String name,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String description,
      List<VersionJson> latestVersions,
      List<TagJson> tags,
      List<AliasJson> aliases) {
    static ModelJson of(RegisteredModel model, List<VersionJson> latestVersions) {
      return new ModelJson(
          model.name(),
          model.createdAt(),
          model.updatedAt(),
          nullIfEmpty(model.description()),
          latestVersions,
          TagJson.of(model.tags()),
          model.aliases().stream()
              .map(alias -> new AliasJson(alias.name(), Integer.toString(alias.version())))
              .toList());
    }
  }

  record ModelResponse(ModelJson registeredModel) {}

  /** @param digest not part of MLflow's API; its clients ignore unknown fields */
  record VersionJson(
      String name,
      String version,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String currentStage,
      String description,
      String source,
      String runId,
      String runLink,
      String status,
      String statusMessage,
      String modelId,
      String digest,
      List<TagJson> tags,
      List<String> aliases) {
    static VersionJson of(ModelVersion version) {
      return of(version, version.aliases());
    }

    static VersionJson of(ModelVersion version, List<String> aliases) {
      return new VersionJson(
          version.name(),
          Integer.toString(version.version()),
          version.createdAt(),
          version.updatedAt(),
          version.stage().label(),
          version.description(),
          version.source().origin().source(),
          version.source().origin().runId(),
          version.source().origin().runLink(),
          version.source().status().name(),
          nullIfEmpty(version.source().statusMessage()),
          nullIfEmpty(version.source().origin().loggedModelId()),
          digest(version.source()),
          TagJson.of(version.tags()),
          aliases);
    }

    /** Null for a reference version. */
    private static String digest(VersionSource source) {
      return source.digest().map(digest -> "sha256:" + digest).orElse(null);
    }

    static List<VersionJson> of(List<ModelVersion> versions) {
      return versions.stream().map(VersionJson::of).toList();
    }
  }

  record VersionResponse(VersionJson modelVersion) {
    static VersionResponse of(ModelVersion version) {
      return new VersionResponse(VersionJson.of(version));
    }
  }

  record VersionsResponse(List<VersionJson> modelVersions, String nextPageToken) {}

  /** A missing value is empty. */
  static NewTag newTag(String key, String value) {
    return new NewTag(new TagKey(required("key", key)), orEmpty(value));
  }

  static List<NewTag> newTags(List<TagJson> tags) {
    return orEmpty(tags).stream().map(TagJson::toNew).toList();
  }

  /** Parses a version number. A number that exceeds 32 bits throws NOT_FOUND. */
  static int version(ModelName model, String text) {
    String trimmed = orEmpty(text).strip();
    if (!INTEGER.matcher(trimmed).matches()) {
      throw RegistryException.invalid(
          Subject.MODEL_VERSION, Reason.WRONG_TYPE, "version", orEmpty(text));
    }
    try {
      return Integer.parseInt(trimmed);
    } catch (NumberFormatException e) {
      throw RegistryException.notFound(Subject.MODEL_VERSION, "version", trimmed, model.value());
    }
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
