package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.api.mlflow.registry.RegistryWire.ModelJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionJson;
import dev.hallmark.server.registry.RegisteredModel;
import dev.hallmark.server.registry.versions.ModelVersion;
import java.util.List;

/**
 * Versions in search results and among the latest versions of a model. MLflow's server (2.22.5, 3.17.2) omits their aliases there, and
 * mlflow-export-import 1.2.0 cannot export a model whose listed versions have aliases.
 */
public final class ListedVersions {
  private final boolean aliases;

  /** @param aliases whether to include aliases */
  public ListedVersions(boolean aliases) {
    this.aliases = aliases;
  }

  VersionJson version(ModelVersion version) {
    return VersionJson.of(version, aliases ? version.aliases() : List.of());
  }

  /** The model itself always has its list of aliases. */
  ModelJson model(RegisteredModel model) {
    return ModelJson.of(
        model, model.latestVersions().stream().map(this::version).toList());
  }
}
