package dev.hallmark.server.workspaces;

import static dev.hallmark.server.error.ErrorKind.ALREADY_EXISTS;
import static dev.hallmark.server.error.ErrorKind.CONFLICT;
import static dev.hallmark.server.error.ErrorKind.FORBIDDEN;
import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.error.ErrorKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceCreated;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceDeleted;
import dev.hallmark.server.events.WorkspaceEvent.WorkspaceDescribed;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestCallers;
import dev.hallmark.server.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class WorkspaceContract {
  private static final long START = 1_795_249_972_000L;
  private static final Caller ANN = TestCallers.named("ann");
  private static final WorkspaceName TEAM = new WorkspaceName("team-a");
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 20;

  private final List<RegistryEvent> published = Collections.synchronizedList(new ArrayList<>());
  private final MutableClock clock = new MutableClock(START);
  private Database database;
  private Writes writes;
  private Workspaces workspaces;
  private boolean broken;

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    database = engine().fresh();
    writes = new Writes(database, List.of(this::hear));
    workspaces = new Workspaces(
        new ServiceContext(database.jdbi(), writes, new Access(TestCallers.POLICY), clock),
        List.of(new Things()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void hear(RegistryEvent event) {
    if (broken) {
      throw new IllegalStateException("the sink is broken");
    }
    published.add(event);
  }

  /** Rows of files below a folder of the workspace's name stand for what a capability would keep there. */
  private static final class Things implements WorkspaceContents {
    @Override
    public String what() {
      return "thing";
    }

    @Override
    public long count(Tx tx, String workspace) {
      return tx.handle()
          .createQuery("SELECT count(*) FROM artifact WHERE path LIKE :workspace || '/%'")
          .bind("workspace", workspace)
          .mapTo(Long.class)
          .one();
    }
  }

  /** Adds a thing as capabilities do: the workspace is held first. */
  private void add(Caller caller, int number) {
    writes.run(tx -> {
      Workspaces.hold(tx, caller);
      tx.handle()
          .createUpdate("INSERT INTO artifact (path, size, sha256, fingerprint, written)"
              + " VALUES (:path, 0, '', '', false)")
          .bind("path", caller.workspace() + "/" + number)
          .execute();
    });
  }

  private static Change change(RegistryEvent event) {
    return event.change();
  }

  private static void assertRefused(ThrowingCallable call, ErrorKind kind) {
    assertThatThrownBy(call)
        .isInstanceOf(RegistryException.class)
        .extracting("kind")
        .isEqualTo(kind);
  }

  @Test
  void default_isAlwaysThere() {
    assertThat(workspaces.list(ANN)).containsExactly(new Workspace("default", ""));
    assertThat(workspaces.get(ANN, WorkspaceName.DEFAULT)).isEqualTo(new Workspace("default", ""));
    assertRefused(() -> workspaces.delete(ANN, WorkspaceName.DEFAULT), INVALID_ARGUMENT);
    assertRefused(() -> workspaces.create(ANN, WorkspaceName.DEFAULT, ""), INVALID_ARGUMENT);
    assertThat(published).isEmpty();
  }

  @Test
  void create_keepsItAndTellsTheSinks() {
    assertThat(workspaces.create(ANN, TEAM, "risk models"))
        .isEqualTo(new Workspace("team-a", "risk models"));
    assertThat(workspaces.get(ANN, TEAM)).isEqualTo(new Workspace("team-a", "risk models"));
    assertThat(published).singleElement().isInstanceOfSatisfying(WorkspaceCreated.class, event -> {
      assertThat(event.change().object())
          .extracting(ObjectRef::kind, ObjectRef::workspace, ObjectRef::name)
          .containsExactly(ObjectRef.Kind.WORKSPACE, "team-a", "team-a");
      assertThat(event.change().revision()).isEqualTo(1);
      assertThat(event.description()).isEqualTo("risk models");
    });
  }

  @Test
  void create_refusesATakenName() {
    workspaces.create(ANN, TEAM, "");
    assertRefused(() -> workspaces.create(ANN, TEAM, "other"), ALREADY_EXISTS);
    assertThat(workspaces.get(ANN, TEAM).description()).isEmpty();
    assertThat(published).hasSize(1);
  }

  @Test
  void create_atTheSameMomentSucceedsOnce() throws Exception {
    List<String> outcomes =
        Crowd.of(CLIENTS, i -> Crowd.outcome(() -> workspaces.create(ANN, TEAM, "of " + i)));
    assertThat(outcomes).containsOnly("ok", "ALREADY_EXISTS").containsOnlyOnce("ok");
    assertThat(published).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Team",
        "-team",
        "team-",
        "te am",
        "team/a",
        "..",
        "team_a",
        "tëam",
        "workspaces",
        "api",
        "ajax-api",
        "static-files",
        "team\n"
      })
  void name_isRefusedWhereMlflowRefusesIt(String name) {
    assertRefused(() -> new WorkspaceName(name), INVALID_ARGUMENT);
  }

  @Test
  void name_isOfTwoTo63Characters() {
    assertThat(new WorkspaceName("ab").value()).isEqualTo("ab");
    assertThat(new WorkspaceName("a".repeat(63)).value()).hasSize(63);
    assertRefused(() -> new WorkspaceName("a".repeat(64)), INVALID_ARGUMENT);
  }

  @Test
  void list_isByName() {
    workspaces.create(ANN, TEAM, "");
    workspaces.create(ANN, new WorkspaceName("alpha"), "");
    workspaces.create(ANN, new WorkspaceName("zeta"), "");
    assertThat(workspaces.list(ANN))
        .extracting(Workspace::name)
        .containsExactly("alpha", "default", "team-a", "zeta");
  }

  @Test
  void get_refusesAnUnknownOne() {
    assertRefused(() -> workspaces.get(ANN, TEAM), NOT_FOUND);
    assertRefused(() -> workspaces.requireKnown(TEAM), NOT_FOUND);
  }

  @Test
  void describe_replacesTheDescriptionInOrder() {
    workspaces.create(ANN, TEAM, "first");
    clock.set(START - 5_000);
    assertThat(workspaces.describe(ANN, TEAM, "second").description()).isEqualTo("second");
    assertThat(workspaces.get(ANN, TEAM).description()).isEqualTo("second");
    assertThat(published.get(1)).isInstanceOfSatisfying(WorkspaceDescribed.class, event -> {
      assertThat(event.before()).isEqualTo("first");
      assertThat(event.after()).isEqualTo("second");
      assertThat(event.change().revision()).isEqualTo(2);
      assertThat(event.change().at()).isEqualTo(START);
    });
  }

  @Test
  void describe_worksForDefaultToo() {
    workspaces.describe(ANN, WorkspaceName.DEFAULT, "everybody");
    assertThat(workspaces.list(ANN)).containsExactly(new Workspace("default", "everybody"));
  }

  @Test
  void describe_refusesTheUnknownAndTheEndless() {
    assertRefused(() -> workspaces.describe(ANN, TEAM, "x"), NOT_FOUND);
    assertRefused(() -> workspaces.create(ANN, TEAM, "x".repeat(5_001)), INVALID_ARGUMENT);
  }

  @Test
  void delete_removesAnEmptyOneAndTellsTheSinks() {
    workspaces.create(ANN, TEAM, "");
    long id = change(published.get(0)).object().id();
    workspaces.delete(ANN, TEAM);
    assertRefused(() -> workspaces.get(ANN, TEAM), NOT_FOUND);
    assertThat(published.get(1)).isInstanceOf(WorkspaceDeleted.class);
    assertThat(change(published.get(1)).object().id()).isEqualTo(id);
    assertThat(change(published.get(1)).revision()).isEqualTo(2);
    workspaces.create(ANN, TEAM, "");
    assertThat(change(published.get(2)).object().id()).isNotEqualTo(id);
  }

  @Test
  void delete_refusesOneThatHoldsSomething() {
    workspaces.create(ANN, TEAM, "");
    add(ANN.in("team-a"), 1);
    assertThatThrownBy(() -> workspaces.delete(ANN, TEAM))
        .extracting("kind", "value", "facts")
        .containsExactly(CONFLICT, "team-a", List.of("thing", "1"));
    assertThat(workspaces.list(ANN)).hasSize(2);
    assertRefused(() -> workspaces.delete(ANN, new WorkspaceName("nobody")), NOT_FOUND);
  }

  @Test
  void delete_neverLeavesAThingInAWorkspaceThatIsGone() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      WorkspaceName name = new WorkspaceName("team-" + round);
      workspaces.create(ANN, name, "");
      Caller inside = ANN.in(name.value());
      List<String> outcomes = Crowd.of(
          CLIENTS,
          i -> Crowd.outcome(() -> {
            if (i == 0) {
              workspaces.delete(ANN, name);
            } else {
              add(inside, i);
            }
            return i;
          }));
      boolean deleted = outcomes.get(0).equals("ok");
      assertThat(outcomes.subList(1, CLIENTS)).containsOnly(deleted ? "NOT_FOUND" : "ok");
      assertThat(outcomes.get(0)).isIn("ok", "CONFLICT");
      assertThat(workspaces.list(ANN).size()).isEqualTo(deleted ? 1 : 2);
      if (!deleted) {
        writes.run(tx -> tx.handle().execute("DELETE FROM artifact"));
        workspaces.delete(ANN, name);
      }
    }
  }

  @Test
  void change_leavesNothingWhenItsEventCannotBeKept() {
    workspaces.create(ANN, TEAM, "first");
    broken = true;
    assertRefused(() -> workspaces.create(ANN, new WorkspaceName("other"), ""), UNAVAILABLE);
    assertRefused(() -> workspaces.describe(ANN, TEAM, "second"), UNAVAILABLE);
    assertRefused(() -> workspaces.delete(ANN, TEAM), UNAVAILABLE);
    assertThat(workspaces.list(ANN))
        .containsExactly(new Workspace("default", ""), new Workspace("team-a", "first"));
  }

  @Test
  void change_needsTheRightToAdminister() {
    Caller reader = TestCallers.without(Permission.ADMINISTER);
    assertThat(workspaces.list(reader)).hasSize(1);
    assertRefused(() -> workspaces.create(reader, TEAM, ""), FORBIDDEN);
    assertRefused(() -> workspaces.describe(reader, WorkspaceName.DEFAULT, "x"), FORBIDDEN);
    workspaces.create(ANN, TEAM, "");
    assertRefused(() -> workspaces.delete(reader, TEAM), FORBIDDEN);
  }
}
