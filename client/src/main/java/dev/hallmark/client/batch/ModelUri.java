package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.Stage;
import java.util.Comparator;
import java.util.List;

/**
 * MLflow's URI of a model version: {@code models:/fraud/7}, {@code models:/fraud@champion}, {@code models:/fraud/latest} or
 * {@code models:/fraud/Production}.
 *
 * <pre>{@code
 * ModelVersion version = ModelUri.parse("models:/fraud@champion").resolve(client);
 * }</pre>
 *
 * @param reference the number, the alias, a stage, or {@code latest}
 */
public record ModelUri(String name, Kind kind, String reference) {
  private static final String SCHEME = "models:/";

  /** The kind of the reference of a {@link ModelUri}. */
  public enum Kind {
    VERSION,
    ALIAS,
    LATEST,
    STAGE
  }

  /** Throws with code {@code UNUSABLE} if the text is not the URI of a version of a registered model. */
  public static ModelUri parse(String uri) {
    String rest = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : "";
    int slash = rest.indexOf('/');
    int at = rest.lastIndexOf('@');
    boolean isAlias = slash < 0;
    int split = isAlias ? at : slash;
    if (split <= 0 || split == rest.length() - 1 || slash != rest.lastIndexOf('/')) {
      throw unusable(uri);
    }
    String name = rest.substring(0, split);
    String reference = rest.substring(split + 1);
    if (isAlias) {
      return new ModelUri(name, Kind.ALIAS, reference);
    }
    if (reference.matches("[1-9]\\d{0,8}")) {
      return new ModelUri(name, Kind.VERSION, reference);
    }
    if (reference.equalsIgnoreCase("latest")) {
      return new ModelUri(name, Kind.LATEST, "latest");
    }
    if (Stage.of(reference) == Stage.OTHER) {
      throw unusable(uri);
    }
    return new ModelUri(name, Kind.STAGE, Stage.of(reference).text());
  }

  private static HallmarkException unusable(String uri) {
    return new HallmarkException(
        HallmarkException.UNUSABLE,
        "'" + uri + "' names no version; as in models:/fraud/7, models:/fraud@champion,"
            + " models:/fraud/latest or models:/fraud/Production");
  }

  /** Asks the server for the version. Throws a {@link HallmarkException} if there is none. */
  public ModelVersion resolve(HallmarkClient client) {
    return switch (kind) {
      case VERSION -> client.versions().get(name, Integer.parseInt(reference));
      case ALIAS -> client.models().getByAlias(name, reference);
      case LATEST -> highest(client.models().latestVersions(name));
      case STAGE -> highest(client.models().latestVersions(name, Stage.of(reference)));
    };
  }

  private ModelVersion highest(List<ModelVersion> versions) {
    return versions.stream()
        .max(Comparator.comparing(ModelVersion::version))
        .orElseThrow(
            () -> new HallmarkException("RESOURCE_DOES_NOT_EXIST", "there is no version " + this));
  }

  /** The URI of this version number of the same model. */
  ModelUri withVersion(int version) {
    return new ModelUri(name, Kind.VERSION, String.valueOf(version));
  }

  @Override
  public String toString() {
    return SCHEME + name + (kind == Kind.ALIAS ? "@" : "/") + reference;
  }
}
