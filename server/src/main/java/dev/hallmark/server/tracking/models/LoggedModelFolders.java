package dev.hallmark.server.tracking.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.models.LoggedModelRows.Stored;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The artifact folders of logged models. */
public final class LoggedModelFolders {
  private final Jdbi jdbi;
  private final Clock clock;

  public LoggedModelFolders(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public record ModelFolder(ObjectRef model, Resource resource, LoggedModel.Info info) {}

  /** Also finds deleted models. */
  public Optional<ModelFolder> find(AuthorizedCaller caller, String modelId) {
    return jdbi.withExtension(
            LoggedModelStore.class, store -> store.find(caller.workspace(), modelId))
        .filter(model -> caller.may(model.resource()))
        .map(LoggedModelFolders::folder);
  }

  /** The latest READY model with this name that the run logged. */
  public Optional<ModelFolder> newestReady(AuthorizedCaller caller, String runId, String name) {
    int ready = LoggedModelStatus.READY.number();
    return jdbi.withExtension(
            LoggedModelStore.class, store -> store.newest(caller.workspace(), runId, name, ready))
        .filter(model -> caller.may(model.resource()))
        .map(LoggedModelFolders::folder);
  }

  private static ModelFolder folder(Stored model) {
    return new ModelFolder(model.ref(), model.resource(), model.info());
  }

  /** Locks the logged model, even if it is deleted, and increases its revision. */
  public Change touch(Tx tx, AuthorizedCaller caller, ObjectRef model) {
    Stored locked = LoggedModels.lockAny(tx, caller, model.name());
    Revision next = locked.revision().next(clock);
    tx.attach(LoggedModelStore.class).revise(locked.id(), next.number(), next.at());
    return new Change(caller.origin(), locked.ref(), next.number(), next.at());
  }
}
