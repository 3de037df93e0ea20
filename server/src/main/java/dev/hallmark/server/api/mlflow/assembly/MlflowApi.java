package dev.hallmark.server.api.mlflow.assembly;

import dev.hallmark.server.api.Protocol;
import dev.hallmark.server.api.calls.IdempotentCalls;
import dev.hallmark.server.api.calls.WorkspaceHeader;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.api.mlflow.TraceRoutes;
import dev.hallmark.server.api.mlflow.WorkspaceRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactProxyRoutes;
import dev.hallmark.server.api.mlflow.artifacts.ArtifactRoutes;
import dev.hallmark.server.api.mlflow.artifacts.MultipartRoutes;
import dev.hallmark.server.api.mlflow.artifacts.PresignedRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.mlflow.registry.AliasRoutes;
import dev.hallmark.server.api.mlflow.registry.ListedVersions;
import dev.hallmark.server.api.mlflow.registry.ModelRoutes;
import dev.hallmark.server.api.mlflow.registry.ModelTagRoutes;
import dev.hallmark.server.api.mlflow.registry.PublicUrl;
import dev.hallmark.server.api.mlflow.registry.StageRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionFileRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionRoutes;
import dev.hallmark.server.api.mlflow.registry.VersionTagRoutes;
import dev.hallmark.server.api.mlflow.tracking.ExperimentRoutes;
import dev.hallmark.server.api.mlflow.tracking.LoggedModelRoutes;
import dev.hallmark.server.api.mlflow.tracking.LoggedModelSearchRoutes;
import dev.hallmark.server.api.mlflow.tracking.MetricRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunInputRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunLogRoutes;
import dev.hallmark.server.api.mlflow.tracking.RunRoutes;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.direct.DirectFiles;
import dev.hallmark.server.idempotency.IdempotencyStore;
import dev.hallmark.server.registry.RegistryServices;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.workspaces.Workspaces;
import java.util.ArrayList;
import java.util.List;

/** Creates MLflow's protocol with all its routes. */
public final class MlflowApi {
  /** The services that the routes call. */
  public record Services(
      RegistryServices registry,
      TrackingServices tracking,
      Artifacts artifacts,
      DirectFiles directFiles,
      Workspaces workspaces,
      IdempotencyStore idempotency) {}

  /**
   * @param publicUrl the URL that clients use; empty if not configured
   * @param searchAliases whether search results and latest versions include aliases
   * @param workspaces whether workspaces other than {@code default} are enabled
   * @param presignedOnly whether files of artifacts are transferred with presigned URLs only
   */
  public record Settings(
      String publicUrl, boolean searchAliases, boolean workspaces, boolean presignedOnly) {}

  private final Services services;
  private final Settings settings;
  private final IdempotentCalls calls;

  private MlflowApi(Services services, Settings settings) {
    this.services = services;
    this.settings = settings;
    this.calls = new IdempotentCalls(services.idempotency, MlflowJson.FORMAT);
  }

  /** @param system routes about the server itself */
  public static Protocol create(Services services, SystemRoutes system, Settings settings) {
    MlflowApi api = new MlflowApi(services, settings);
    List<MlflowRoutes> routes = new ArrayList<>(List.of(
        system,
        new WorkspaceRoutes(services.workspaces, settings.workspaces),
        new ArtifactProxyRoutes(services.artifacts, settings.presignedOnly),
        new ArtifactRoutes(services.artifacts, services.directFiles),
        new MultipartRoutes(services.artifacts.transfers()),
        new PresignedRoutes(services.artifacts, services.artifacts.transfers()),
        new TraceRoutes()));
    routes.addAll(api.tracking());
    routes.addAll(api.registry());
    return new MlflowProtocol(
        new WorkspaceHeader(services.workspaces, settings.workspaces), routes);
  }

  private List<MlflowRoutes> tracking() {
    TrackingServices tracking = services.tracking;
    return List.of(
        new ExperimentRoutes(tracking.experiments(), tracking.experimentTags(), calls),
        new RunRoutes(tracking.runs(), calls),
        new RunLogRoutes(tracking.runLog()),
        new RunInputRoutes(tracking.runLog()),
        new MetricRoutes(tracking.metrics()),
        new LoggedModelSearchRoutes(tracking.loggedModels()),
        new LoggedModelRoutes(tracking.loggedModels(), tracking.loggedModelLog(), calls));
  }

  private List<MlflowRoutes> registry() {
    RegistryServices registry = services.registry;
    ListedVersions listed = new ListedVersions(settings.searchAliases);
    return List.of(
        new ModelRoutes(registry.models(), listed, calls),
        new ModelTagRoutes(registry.modelTags()),
        new AliasRoutes(registry.aliases()),
        new StageRoutes(registry.stages()),
        new VersionRoutes(registry.versions(), listed, new PublicUrl(settings.publicUrl), calls),
        new VersionFileRoutes(
            registry.versions(), services.artifacts, services.artifacts.transfers()),
        new VersionTagRoutes(registry.versionTags()));
  }
}
