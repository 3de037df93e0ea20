package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.VersionEvent.VersionTransitioned;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.storage.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Stage transitions and the latest versions by stage. */
public final class Stages {
  private final Jdbi jdbi;
  private final Access access;
  private final ModelChanges changes;

  public Stages(ServiceContext context, ModelChanges changes) {
    this.jdbi = context.jdbi();
    this.access = context.access();
    this.changes = changes;
  }

  /**
   * Moves a version to a stage, which can be its current one.
   *
   * @param archiveOthers whether all other versions in that stage are archived; only for an active stage
   */
  public ModelVersion transition(
      Caller caller, ModelName name, int version, Stage to, boolean archiveOthers) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    if (archiveOthers && !to.active()) {
      throw RegistryException.invalid(Subject.STAGE, Reason.UNSUPPORTED, "stage", to.label());
    }
    return changes.call(
        authorized,
        name,
        version,
        (tx, model) -> transition(tx, authorized, model, version, to, archiveOthers));
  }

  private ModelVersion transition(
      Tx tx,
      AuthorizedCaller caller,
      LockedModel model,
      int number,
      Stage to,
      boolean archiveOthers) {
    ModelVersion version = new VersionReads(tx.handle())
        .find(model.workspace(), model.name(), number)
        .orElseThrow(() -> VersionStore.unknown(model.name(), number));
    version.requireReady();
    String from = version.stage().label();
    changes.check(
        tx, caller, model, new Intent.TransitionStage(number, from, to.label(), archiveOthers));
    VersionStore versions = tx.attach(VersionStore.class);
    List<Integer> archived = List.of();
    if (archiveOthers) {
      archived = versions.othersInStage(model.id(), to.label(), number);
      versions.archiveOthers(model.id(), to.label(), number, model.at());
    }
    versions.move(version.id(), to.label(), model.at());
    tx.attach(ModelStore.class).update(model);
    tx.publish(new VersionTransitioned(model.change(caller), number, from, to.label(), archived));
    return version.inStage(to, model.at());
  }

  /** The highest version in each of these stages that has one, in the order of {@link Stage}. */
  public List<ModelVersion> latest(Caller caller, ModelName name, Set<Stage> stages) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle -> {
      List<Long> ids = LatestVersions.ids(handle, authorized, name).entrySet().stream()
          .filter(stage -> stages.contains(stage.getKey()))
          .map(Map.Entry::getValue)
          .toList();
      return new VersionReads(handle).byIds(ids);
    });
  }
}
