package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.SealClaims;
import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.events.VersionEvent.VersionCreated;
import dev.hallmark.server.events.VersionEvent.VersionDeleted;
import dev.hallmark.server.events.VersionEvent.VersionDescribed;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.models.VersionNumbers;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.sealing.SealingJobs;
import dev.hallmark.server.registry.sources.SourcePattern;
import dev.hallmark.server.registry.tags.TagRow;
import dev.hallmark.server.registry.tags.Tags;
import dev.hallmark.server.registry.versions.VersionStore.NewVersionRow;
import dev.hallmark.server.registry.versions.VersionStore.VersionRow;
import dev.hallmark.server.storage.Tx;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Versions of registered models, numbered 1, 2, 3 … per name. No number is assigned twice, even after a deletion. */
public final class ModelVersions {
  private final Jdbi jdbi;
  private final Access access;
  private final ModelChanges changes;
  private final VersionNumbers numbers;
  private final SourceResolver resolver;
  private final Sources sources;
  private final SealingJobs sealing;
  private final VersionSearch search;
  private final RecordJobs records;
  private final Seals seals;
  private final Rows.BatchSize batchSize = new Rows.BatchSize();

  /** How sources of versions are resolved, checked and sealed: at once, or later if clients store them elsewhere. */
  public record Origins(
      SourceResolver resolver,
      SourcePattern pattern,
      Seals seals,
      DirectRoots roots,
      SealingJobs later) {}

  public ModelVersions(
      ServiceContext context,
      ModelChanges changes,
      VersionNumbers numbers,
      RecordJobs records,
      Origins origins,
      VersionSearch search) {
    this.jdbi = context.jdbi();
    this.access = context.access();
    this.changes = changes;
    this.numbers = numbers;
    this.records = records;
    this.resolver = origins.resolver;
    this.seals = origins.seals;
    this.sources = new Sources(
        resolver, origins.pattern, new VersionSources(jdbi), origins.seals, origins.roots);
    this.sealing = origins.later;
    this.search = search;
  }

  /** Creates the next version. Its files are sealed before the model is locked, so that sealing does not block other changes. */
  public ModelVersion create(Caller caller, Once once, ModelName name, NewVersion wanted) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    AuthorizedCaller reader =
        access.require(caller, Permission.READ); // for the source of the version
    Tags tags = Tags.of(wanted.tags());
    return seals.registering(() -> {
      VersionSource source =
          sources.resolve(reader, wanted, tags, () -> requireModel(authorized, name));
      return changes.call(
          authorized,
          once,
          name,
          (tx, model) -> add(tx, authorized, numbers.next(tx, model), wanted, source, tags));
    });
  }

  /**
   * Creates the next version from files of the store that need not belong to a run or logged model. Requires ADMINISTER. Throws NOT_FOUND if
   * there are no files.
   *
   * @param path a folder, or a single file
   */
  public ModelVersion createFromStore(
      Caller caller, Once once, ModelName name, ArtifactPath path, NewVersion wanted) {
    AuthorizedCaller authorized = access.require(caller, Permission.ADMINISTER);
    Tags tags = Tags.of(wanted.tags());
    return seals.registering(() -> {
      VersionSource source =
          sources.inStore(caller, wanted, tags, path, () -> requireModel(authorized, name));
      return changes.call(
          authorized,
          once,
          name,
          (tx, model) -> add(tx, authorized, numbers.next(tx, model), wanted, source, tags));
    });
  }

  /** Checks the model before files are sealed for it. For a reference version, the check happens when the model is locked. */
  private void requireModel(AuthorizedCaller caller, ModelName name) {
    long id = jdbi.withExtension(
            ModelStore.class, models -> models.findId(caller.workspace(), name.value()))
        .orElseThrow(() -> ModelChanges.unknown(name));
    caller.require(Resource.model(id), () -> ModelChanges.unknown(name));
  }

  private ModelVersion add(
      Tx tx,
      AuthorizedCaller caller,
      LockedModel model,
      NewVersion wanted,
      VersionSource source,
      Tags tags) {
    int number = model.nextVersion();
    if (source instanceof VersionSource.Sealed sealed) {
      seals.require(tx, sealed.seal());
    }
    tx.attach(ModelStore.class).takeNumber(model);
    long id =
        tx.attach(VersionStore.class).add(NewVersionRow.of(caller, model, wanted, source, tags));
    if (!tags.byKey().isEmpty()) {
      tx.attach(VersionTagStore.class).add(id, TagRow.of(tags));
    }
    if (!wanted.loggedModelId().isEmpty()) {
      resolver.registered(tx, caller.reading(), wanted.loggedModelId(), model.name(), number);
    }
    VersionSource.Origin origin = source.origin();
    tx.publish(new VersionCreated(
        model.change(caller),
        number,
        origin.source(),
        source.digest().orElse(""),
        origin.runId(),
        origin.loggedModelId(),
        wanted.description().value(),
        tags.byKey()));
    records.versionChanged(tx, model, number);
    if (source.status() == VersionStatus.PENDING_REGISTRATION) {
      sealing.created(tx, model, number);
    }
    return new ModelVersion(
        id,
        model.name(),
        number,
        Stage.NONE,
        wanted.description().value(),
        source,
        caller.name(),
        model.at(),
        model.at(),
        tags.list(),
        List.of());
  }

  public ModelVersion get(Caller caller, ModelName name, int version) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle -> VersionReads.visibleTo(authorized, handle)
            .find(authorized.workspace(), name.value(), version))
        .orElseThrow(() -> VersionStore.unknown(name.value(), version));
  }

  /** A page of the versions that match the filter. */
  public Rows<ModelVersion> search(
      Caller caller, Filter filter, Order order, int limit, String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return Rows.byIds(
        limit,
        token,
        (most, from) -> search.find(
            authorized.workspace(),
            authorized.visible(Resource.Kind.REGISTERED_MODEL),
            filter,
            order,
            most,
            from),
        ids -> jdbi.withHandle(handle -> new VersionReads(handle).byIds(ids)),
        batchSize);
  }

  /** The URI of the files: the seal, or the location of a reference. Throws CONFLICT if the version is not ready. */
  public String downloadUri(Caller caller, ModelName name, int version) {
    ModelVersion found = get(caller, name, version);
    return found.source().filesUri().orElseThrow(found::notReady);
  }

  public ModelVersion describe(Caller caller, ModelName name, int number, Description description) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    return changes.call(authorized, name, number, (tx, model) -> {
      VersionStore versions = tx.attach(VersionStore.class);
      VersionRow version = versions.require(model, number);
      versions.describe(version.id(), description.value(), model.at());
      tx.attach(ModelStore.class).revise(model);
      tx.publish(new VersionDescribed(
          model.change(authorized), number, version.description(), description.value()));
      return new VersionReads(tx.handle())
          .find(authorized.workspace(), name.value(), number)
          .orElseThrow(() -> VersionStore.unknown(name.value(), number));
    });
  }

  /** Deletes the version and its aliases. Its files are kept, and its number is not used again. */
  public void delete(Caller caller, Once once, ModelName name, int number) {
    AuthorizedCaller authorized = access.require(caller, Permission.DELETE);
    changes.run(authorized, once, name, number, (tx, model) -> {
      VersionStore versions = tx.attach(VersionStore.class);
      VersionRow version = versions.require(model, number);
      changes.check(tx, authorized, model, new Intent.DeleteVersion(number));
      AliasStore aliases = tx.attach(AliasStore.class);
      List<String> pointing = aliases.pointingAt(model.id(), number);
      aliases.deletePointingAt(model.id(), number);
      versions.delete(version.id());
      version.seal().ifPresent(seal -> SealClaims.released(tx, List.of(seal), model.at()));
      tx.attach(ModelStore.class).update(model);
      tx.publish(new VersionDeleted(
          model.change(authorized), number, version.source(), version.digest(), pointing));
      records.versionChanged(tx, model, number);
    });
  }
}
