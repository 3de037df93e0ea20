package dev.hallmark.server.workspaces;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceCreated;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceDeleted;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceDescribed;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The workspaces of the server. {@code default} always exists. */
public final class Workspaces {
  private static final int MAX_DESCRIPTION = 5_000;

  private final Jdbi jdbi;
  private final Writes writes;
  private final Access access;
  private final Clock clock;
  private final List<WorkspaceContents> contents;

  /** @param contents all types of objects in a workspace; a workspace that contains any is not deleted */
  public Workspaces(ServiceContext context, List<WorkspaceContents> contents) {
    this.jdbi = context.jdbi();
    this.writes = context.writes();
    this.access = context.access();
    this.clock = context.clock();
    this.contents = List.copyOf(contents);
  }

  /** Sorted by name. */
  public List<Workspace> list(Caller caller) {
    access.require(caller, Permission.READ);
    return jdbi.withExtension(WorkspaceStore.class, WorkspaceStore::all);
  }

  public Workspace get(Caller caller, WorkspaceName name) {
    access.require(caller, Permission.READ);
    return find(name).orElseThrow(() -> notFound(name.value()));
  }

  /** Checks a workspace name from a request before the caller is authenticated. Throws NOT_FOUND. */
  public void requireKnown(WorkspaceName name) {
    if (!name.isDefault() && find(name).isEmpty()) {
      throw notFound(name.value());
    }
  }

  private Optional<Workspace> find(WorkspaceName name) {
    return jdbi.withExtension(WorkspaceStore.class, store -> store.find(name.value()));
  }

  public Workspace create(Caller caller, WorkspaceName name, String description) {
    access.require(caller, Permission.ADMINISTER);
    if (name.isDefault()) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.DUPLICATE, "name", name.value());
    }
    requireLength(description);
    return writes.call(tx -> {
      long now = clock.millis();
      long id = tx.attach(WorkspaceStore.class)
          .addIfAbsent(name.value(), description, now)
          .orElseThrow(
              () -> RegistryException.alreadyExists(Subject.WORKSPACE, "name", name.value()));
      LockedWorkspace created = new LockedWorkspace(id, name.value(), description, 0, now);
      tx.publish(new WorkspaceCreated(created.next(caller, now), description));
      return new Workspace(name.value(), description);
    });
  }

  /** @param description replaces the current one; empty clears it */
  public Workspace describe(Caller caller, WorkspaceName name, String description) {
    access.require(caller, Permission.ADMINISTER);
    requireLength(description);
    return writes.call(tx -> {
      LockedWorkspace workspace = lock(tx, name.value());
      Change change = workspace.next(caller, clock.millis());
      tx.attach(WorkspaceStore.class)
          .describe(workspace.id(), description, change.revision(), change.at());
      tx.publish(new WorkspaceDescribed(change, workspace.description(), description));
      return new Workspace(name.value(), description);
    });
  }

  /** Throws CONFLICT if the workspace is not empty. No object is added concurrently: see {@link #hold}. */
  public void delete(Caller caller, WorkspaceName name) {
    access.require(caller, Permission.ADMINISTER);
    if (name.isDefault()) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.UNSUPPORTED, "name", name.value());
    }
    writes.run(tx -> {
      LockedWorkspace workspace = lock(tx, name.value());
      contents.forEach(each -> requireNone(tx, workspace, each));
      tx.attach(WorkspaceStore.class).delete(workspace.id());
      tx.publish(new WorkspaceDeleted(workspace.next(caller, clock.millis())));
    });
  }

  private static void requireNone(Tx tx, LockedWorkspace workspace, WorkspaceContents contents) {
    long count = contents.count(tx, workspace.name());
    if (count > 0) {
      throw RegistryException.conflict(
          Subject.WORKSPACE, Reason.PLAIN, "name", workspace.name(), contents.what(), count);
    }
  }

  /**
   * Locks the caller's workspace. A transaction that adds a model or an experiment must call this first; it prevents deletion of the
   * workspace until the transaction ends. Throws NOT_FOUND if the workspace was deleted after the request was authenticated.
   * {@code default} cannot be deleted and is not locked.
   */
  public static void hold(Tx tx, Caller caller) {
    if (!caller.inDefaultWorkspace()) {
      lock(tx, caller.workspace());
    }
  }

  private static LockedWorkspace lock(Tx tx, String name) {
    return tx.attach(WorkspaceStore.class).lock(name).orElseThrow(() -> notFound(name));
  }

  private static void requireLength(String description) {
    if (description.codePointCount(0, description.length()) > MAX_DESCRIPTION) {
      throw RegistryException.invalid(
          Subject.WORKSPACE, Reason.TOO_LONG, "description", description, MAX_DESCRIPTION);
    }
  }

  private static RegistryException notFound(String name) {
    return RegistryException.notFound(Subject.WORKSPACE, "name", name);
  }
}
