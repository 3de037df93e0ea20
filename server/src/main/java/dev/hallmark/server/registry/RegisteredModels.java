package dev.hallmark.server.registry;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.ModelEvent.ModelCreated;
import dev.hallmark.server.events.ModelEvent.ModelDeleted;
import dev.hallmark.server.events.ModelEvent.ModelDescribed;
import dev.hallmark.server.events.ModelEvent.ModelRenamed;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.registry.batches.ModelBatches;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.models.Description;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.models.ModelChanges;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.registry.models.ModelStore;
import dev.hallmark.server.registry.models.ModelStore.NewModelRow;
import dev.hallmark.server.registry.models.ModelTagStore;
import dev.hallmark.server.registry.models.VersionNumbers;
import dev.hallmark.server.registry.records.RecordJobs;
import dev.hallmark.server.registry.tags.NewTag;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.TagRow;
import dev.hallmark.server.registry.tags.Tags;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.workspaces.Workspaces;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Registered models, including prompts. */
public final class RegisteredModels {
  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final ModelChanges changes;
  private final VersionNumbers numbers;
  private final ModelSearch search;
  private final RecordJobs records;
  private final ModelBatches batches;
  private final Rows.BatchSize batchSize = new Rows.BatchSize();

  public RegisteredModels(
      ServiceContext context,
      ModelChanges changes,
      VersionNumbers numbers,
      RecordJobs records,
      ModelBatches batches,
      ModelSearch search) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.changes = changes;
    this.numbers = numbers;
    this.records = records;
    this.batches = batches;
    this.search = search;
  }

  /** Throws ALREADY_EXISTS if a model or a prompt has this name. */
  public RegisteredModel create(
      Caller caller, Once once, ModelName name, Description description, List<NewTag> tags) {
    AuthorizedCaller authorized = access.require(caller, Permission.REGISTER);
    Tags byKey = Tags.of(tags);
    return writes.call(once.of(tx -> {
      RegisteredModel model = add(tx, authorized, name, description.value(), byKey);
      once.about(Resource.model(model.id()));
      return model;
    }));
  }

  private RegisteredModel add(
      Tx tx, AuthorizedCaller caller, ModelName name, String description, Tags tags) {
    Workspaces.hold(tx, caller.caller());
    ModelStore models = tx.attach(ModelStore.class);
    boolean prompt = Prompts.marked(tags);
    long at = clock.millis();
    List<TagRow> tagRows = TagRow.of(tags);
    NewModelRow row = new NewModelRow(
        caller.workspace(),
        name.value(),
        name.folded(),
        prompt,
        TagRow.bits(tagRows),
        description,
        caller.name(),
        at);
    long id = models.addIfAbsent(row).orElseThrow(() -> {
      boolean heldByPrompt = models.findPrompt(caller.workspace(), name.value()).orElse(prompt);
      return nameTaken(name, prompt, heldByPrompt);
    });
    if (!tagRows.isEmpty()) {
      tx.attach(ModelTagStore.class).add(id, tagRows);
    }
    LockedModel model =
        new LockedModel(id, caller.workspace(), name.value(), prompt, description, 1, 1, at);
    tx.publish(new ModelCreated(model.change(caller), description, tags.byKey()));
    return new RegisteredModel(
        id, name.value(), description, caller.name(), at, at, tags.list(), List.of(), List.of());
  }

  private static RegistryException nameTaken(ModelName name, boolean prompt, boolean heldByPrompt) {
    return RegistryException.of(
        ErrorKind.ALREADY_EXISTS,
        prompt ? Subject.PROMPT : Subject.REGISTERED_MODEL,
        prompt == heldByPrompt ? Reason.PLAIN : Reason.TAKEN_BY_OTHER_KIND,
        "name",
        name.value());
  }

  public RegisteredModel get(Caller caller, ModelName name) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle ->
            new ModelReads(handle, visible(authorized)).find(authorized.workspace(), name.value()))
        .orElseThrow(() -> ModelChanges.unknown(name));
  }

  /** Counts models, without prompts, up to this maximum. */
  public int countUpTo(Caller caller, int most) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return jdbi.withHandle(handle ->
        new ModelReads(handle, visible(authorized)).countUpTo(authorized.workspace(), most));
  }

  private static Visibility visible(AuthorizedCaller caller) {
    return caller.visible(Resource.Kind.REGISTERED_MODEL);
  }

  /** A page of the models, or prompts, that match the filter. */
  public Rows<RegisteredModel> search(
      Caller caller, Filter filter, Order order, int limit, String token) {
    AuthorizedCaller authorized = access.require(caller, Permission.READ);
    return Rows.byIds(
        limit,
        token,
        (most, from) ->
            search.find(authorized.workspace(), visible(authorized), filter, order, most, from),
        ids -> jdbi.withHandle(handle -> new ModelReads(handle).byIds(ids)),
        batchSize);
  }

  /**
   * Renames the model; versions, tags and aliases stay with it. The new name can equal the current one. Throws CONFLICT if another model
   * already used one of the version numbers under the new name.
   */
  public RegisteredModel rename(Caller caller, Once once, ModelName name, ModelName to) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    try {
      return changes.call(authorized, once, name, (tx, model) -> rename(tx, authorized, model, to));
    } catch (RegistryException e) {
      if (e.kind() == ErrorKind.ALREADY_EXISTS && e.subject() == Subject.STORAGE) {
        throw nameTaken(to, false, false);
      }
      throw e;
    }
  }

  private RegisteredModel rename(Tx tx, AuthorizedCaller caller, LockedModel model, ModelName to) {
    changes.check(tx, caller, model, new Intent.RenameModel(to.value()));
    ModelStore models = tx.attach(ModelStore.class);
    models.update(model);
    models.rename(model.id(), to.value(), to.folded());
    if (!to.value().equals(model.name())) {
      numbers.leave(tx, model);
      numbers.enter(tx, model, to);
      records.modelChanged(tx, model);
    }
    batches.touchVersions(tx, model);
    tx.publish(new ModelRenamed(model.change(caller), model.name(), to.value()));
    return read(tx, caller, to);
  }

  public RegisteredModel describe(Caller caller, ModelName name, Description description) {
    AuthorizedCaller authorized = access.require(caller, Permission.EDIT);
    return changes.call(authorized, name, (tx, model) -> {
      ModelStore models = tx.attach(ModelStore.class);
      models.update(model);
      models.describe(model.id(), description.value());
      tx.publish(
          new ModelDescribed(model.change(authorized), model.description(), description.value()));
      return read(tx, authorized, name);
    });
  }

  /** Deletes the model with its versions, tags and aliases. A later model with this name continues its version numbers. */
  public void delete(Caller caller, Once once, ModelName name) {
    AuthorizedCaller authorized = access.require(caller, Permission.DELETE);
    changes.run(authorized, once, name, (tx, model) -> {
      changes.check(tx, authorized, model, new Intent.DeleteModel());
      numbers.leave(tx, model);
      Optional<List<Integer>> versions = batches.delete(tx, model);
      tx.publish(new ModelDeleted(
          model.change(authorized),
          model.nextVersion() - 1,
          versions.orElse(List.of()),
          versions.isPresent()));
      records.modelChanged(tx, model);
    });
  }

  private static RegisteredModel read(Tx tx, AuthorizedCaller caller, ModelName name) {
    return new ModelReads(tx.handle())
        .find(caller.workspace(), name.value())
        .orElseThrow(() -> ModelChanges.unknown(name));
  }
}
