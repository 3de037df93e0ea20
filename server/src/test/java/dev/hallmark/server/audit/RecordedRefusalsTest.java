package dev.hallmark.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Refusal;
import dev.hallmark.server.auth.RefusedException;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestCallers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedRefusalsTest {
  private static final Caller ANN = TestCallers.named("ann");

  private final MutableClock clock = new MutableClock(1_795_249_972_000L);
  private Database database;
  private RecordedRefusals refusals;

  @BeforeEach
  void open() {
    database = Database.memory();
    Writes writes = new Writes(database, List.of(new AuditTrail(database.jdbi())));
    refusals = new RecordedRefusals(writes, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void refuse(Permission permission, Optional<Resource> resource) {
    refusals.refused(ANN, new Refusal(permission, resource), "POST /call");
  }

  @Test
  void refused_leavesAnEntryThatChangedNothing() {
    refuse(Permission.DELETE, Optional.of(Resource.model(7)));
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row)
            .containsEntry("operation", "CallRefused")
            .containsEntry("outcome", "refused")
            .containsEntry("actor", "ann")
            .containsEntry("object_kind", "REGISTERED_MODEL")
            .containsEntry("object_id", 7L)
            .containsEntry("revision", 0L)
            .containsEntry("at", 1_795_249_972_000L)
            .containsEntry("details", "{\"permission\":\"DELETE\",\"call\":\"POST /call\"}"));
  }

  @Test
  void refusedOnNothingAtAll_isAboutTheWorkspace() {
    refuse(Permission.ADMINISTER, Optional.empty());
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row)
            .containsEntry("object_kind", "WORKSPACE")
            .containsEntry("object_name", "default"));
  }

  @Test
  void refusalsOfFourPermissions_areRecorded() {
    for (Permission permission : Permission.values()) {
      refuse(permission, Optional.of(Resource.experiment(1)));
    }
    assertThat(rows()).hasSize(4);
  }

  @Test
  void refusalOfAccess_saysWhatWasMissingAndWhere() {
    Caller without = TestCallers.without(Permission.APPROVE);
    assertThat(refusal(() -> new Access(TestCallers.POLICY).require(without, Permission.APPROVE)))
        .isEqualTo(new Refusal(Permission.APPROVE, Optional.empty()));

    Resource model = Resource.model(5);
    Caller reader = TestCallers.onlyReading(model);
    assertThat(refusal(() -> new Access(TestCallers.POLICY)
            .require(reader, Permission.DELETE)
            .require(model, () -> RegistryException.missing("name"))))
        .isEqualTo(new Refusal(Permission.DELETE, Optional.of(model)));
  }

  private static Refusal refusal(ThrowingCallable call) {
    return catchThrowableOfType(RefusedException.class, call).refusal();
  }

  @Test
  void refusalThatCannotBeRecorded_staysARefusal() {
    database.close();
    refuse(Permission.DELETE, Optional.empty());
  }

  private List<Map<String, Object>> rows() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT * FROM audit").mapToMap().list());
  }
}
