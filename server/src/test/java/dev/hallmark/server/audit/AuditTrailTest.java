package dev.hallmark.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.events.ModelEvent.AliasSet;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.Operation;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final Change CHANGE = new Change(
      new Origin("u-1", "ann", "token ci", "mlflow", "r-1", "10.0.0.7"),
      new ObjectRef(ObjectRef.Kind.REGISTERED_MODEL, "default", 7, "iris"),
      "as agreed",
      3,
      1_795_249_972_075L);

  private Database database;
  private Writes writes;

  @BeforeEach
  void open() {
    database = Database.memory();
    writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void accept_keepsWhoWhatAndWhenWithTheEventsOwnFields() {
    writes.run(tx -> tx.publish(new AliasSet(CHANGE, "champion", 1, 2)));
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row)
            .containsEntry("at", 1_795_249_972_075L)
            .containsEntry("actor", "ann")
            .containsEntry("actor_id", "u-1")
            .containsEntry("credential", "token ci")
            .containsEntry("reason", "as agreed")
            .containsEntry("outcome", "done")
            .containsEntry("leaf_hash", null)
            .containsEntry("protocol", "mlflow")
            .containsEntry("request_id", "r-1")
            .containsEntry("address", "10.0.0.7")
            .containsEntry("operation", "AliasSet")
            .containsEntry("workspace", "default")
            .containsEntry("object_kind", "REGISTERED_MODEL")
            .containsEntry("object_id", 7L)
            .containsEntry("object_name", "iris")
            .containsEntry("revision", 3L)
            .containsEntry("position", null)
            .containsEntry("details", "{\"alias\":\"champion\",\"before\":1,\"after\":2}"));
  }

  @Test
  void accept_leavesNothingOfAChangeThatIsUndone() {
    assertThatThrownBy(() -> writes.run(tx -> {
          tx.publish(new AliasSet(CHANGE, "champion", 1, 2));
          throw new IllegalStateException("undone");
        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rows()).isEmpty();
  }

  /** The names stand in the log for good: a renamed record must not rename history. */
  @Test
  void operations_keepTheirNames() {
    assertThat(Arrays.stream(Operation.values()).map(Operation::text))
        .containsExactlyInAnyOrder(
            "CallRefused",
            "WorkspaceCreated",
            "WorkspaceDescribed",
            "WorkspaceDeleted",
            "ModelCreated",
            "ModelRenamed",
            "ModelDescribed",
            "ModelDeleted",
            "ModelTagSet",
            "ModelTagDeleted",
            "AliasSet",
            "AliasDeleted",
            "VersionCreated",
            "VersionSealed",
            "VersionSealingFailed",
            "VersionDescribed",
            "VersionTransitioned",
            "VersionDeleted",
            "VersionTagSet",
            "VersionTagDeleted",
            "ExperimentDeleted",
            "ExperimentRestored",
            "RunDeleted",
            "RunRestored",
            "LoggedModelDeleted",
            "ExperimentRemoved",
            "RunRemoved",
            "LoggedModelRemoved",
            "ArtifactsDeleted",
            "ArtifactFoundChanged",
            "SealFoundDamaged",
            "SealRestored",
            "SealRemoved",
            "GarbageCollected");
  }

  /** Each event is a record of one of the files, and has an operation of its own. */
  @Test
  void events_areAsManyAsOperations() {
    assertThat(Arrays.stream(RegistryEvent.class.getPermittedSubclasses())
            .flatMap(file -> Arrays.stream(file.getPermittedSubclasses()))
            .map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Operation.values()).map(Operation::text).toList());
  }

  private List<Map<String, Object>> rows() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT * FROM audit").mapToMap().list());
  }
}
