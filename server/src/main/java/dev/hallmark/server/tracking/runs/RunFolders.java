package dev.hallmark.server.tracking.runs;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.tracking.Revision;
import dev.hallmark.server.tracking.runs.RunRows.Stored;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The artifact folders of runs. */
public final class RunFolders {
  private final Jdbi jdbi;
  private final Clock clock;

  public RunFolders(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** @param uri the artifact URI of the run */
  public record RunFolder(ObjectRef run, Resource resource, String uri, boolean active) {}

  /** Also finds deleted runs. Empty for an unknown or malformed id. */
  public Optional<RunFolder> find(AuthorizedCaller caller, String runId) {
    return jdbi.withExtension(RunStore.class, store -> store.folder(caller.workspace(), runId))
        .filter(run -> caller.may(run.resource()));
  }

  /** Locks the run and increases its revision. */
  public Change touch(Tx tx, AuthorizedCaller caller, ObjectRef run) {
    Stored locked = Runs.lock(tx, caller, new RunId(run.name()));
    Revision next = locked.revision().next(clock);
    tx.attach(RunStore.class).revise(locked.key(), next.number(), next.at());
    return new Change(caller.origin(), locked.ref(), next.number(), next.at());
  }
}
