package dev.hallmark.server.api.mlflow.registry;

import dev.hallmark.server.api.mlflow.registry.RegistryWire.ModelJson;
import dev.hallmark.server.api.mlflow.registry.RegistryWire.VersionJson;
import dev.hallmark.server.registry.RegisteredModel;
import dev.hallmark.server.registry.versions.ModelVersion;
import java.util.List;

/**
 * Versions in the result of a search and among the latest versions of a model. MLflow's server (2.22.5, 3.17.2) leaves their
 * aliases empty there, and the tool mlflow-export-import 1.2.0 cannot write a model whose versions have them.
 */
public final class ListedVersions {
  private final boolean aliases;

  /** @param aliases whether versions carry their aliases there, too */
  public ListedVersions(boolean aliases) {
    this.aliases = aliases;
  }

  VersionJson version(ModelVersion version) {
    return VersionJson.of(version, aliases ? version.aliases() : List.of());
  }

  /** A registered model has its own list of aliases in any case. */
  ModelJson model(RegisteredModel model) {
    return ModelJson.of(
        model, model.latestVersions().stream().map(this::version).toList());
  }
}
