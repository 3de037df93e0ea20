package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.AliasDeleted;
import dev.hallmark.server.events.ModelEvent.AliasSet;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelStore;
import java.util.Comparator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Aliases of registered models. They change the update time of neither the model nor the version. */
public final class Aliases {
  private final Jdbi jdbi;
  private final Access access;
  private final ModelChanges changes;

  public Aliases(ServiceContext context, ModelChanges changes) {
    this.jdbi = context.jdbi();
    this.access = context.access();
    this.changes = changes;
  }

  /** Assigns the alias to this version. An alias of another version is moved. */
  public void set(Caller caller, ModelName name, AliasName alias, int version) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    alias.requireNotReserved();
    changes.run(authorized, name, version, (tx, model) -> {
      tx.attach(VersionStore.class).requireReady(model, version);
      AliasStore aliases = tx.attach(AliasStore.class);
      Optional<Integer> before = aliases.find(model.id(), alias.value());
      changes.check(
          tx, authorized, model, new Intent.SetAlias(alias.value(), before.orElse(0), version));
      if (before.isPresent()) {
        aliases.move(model.id(), alias.value(), version);
      } else {
        aliases.add(model.id(), alias.value(), version);
      }
      tx.attach(ModelStore.class).revise(model);
      tx.publish(new AliasSet(model.change(authorized), alias.value(), before.orElse(0), version));
    });
  }

  /** Deletes an alias. Does nothing if it does not exist. */
  public void delete(Caller caller, ModelName name, AliasName alias) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    changes.run(authorized, name, (tx, model) -> {
      AliasStore aliases = tx.attach(AliasStore.class);
      Optional<Integer> before = aliases.find(model.id(), alias.value());
      if (before.isEmpty()) {
        return;
      }
      changes.check(tx, authorized, model, new Intent.DeleteAlias(alias.value(), before.get()));
      aliases.delete(model.id(), alias.value());
      tx.attach(ModelStore.class).revise(model);
      tx.publish(new AliasDeleted(model.change(authorized), alias.value(), before.get()));
    });
  }

  /**
   * The version with this alias; the highest version for {@code latest}, ignoring case. Empty if the alias does not exist. Throws NOT_FOUND
   * if the model does not exist, and for {@code latest} if it has no version.
   */
  public Optional<ModelVersion> find(Caller caller, ModelName name, AliasName alias) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle -> {
      if (alias.isLatest()) {
        return Optional.of(highest(handle, authorized, name));
      }
      Optional<ModelVersion> version = VersionReads.visibleTo(authorized, handle)
          .findByAlias(authorized.workspace(), name.value(), alias.value());
      if (version.isEmpty()) {
        LatestVersions.ids(handle, authorized, name); // throws if the model does not exist
      }
      return version;
    });
  }

  static ModelVersion highest(Handle handle, AuthorizedCaller caller, ModelName name) {
    return new VersionReads(handle)
        .byIds(LatestVersions.ids(handle, caller, name).values().stream().toList()).stream()
            .max(Comparator.comparingInt(ModelVersion::version))
            .orElseThrow(() ->
                RegistryException.notFound(Subject.ALIAS, "alias", AliasName.LATEST, name.value()));
  }
}
