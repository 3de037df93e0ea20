package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.models.ChangeGate.Intent;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.Stage;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ChangeGateContract extends RegistryContract {
  private static final AliasName CHAMPION = new AliasName("champion");

  private final List<Intent> asked = new ArrayList<>();

  @BeforeEach
  void aModelInUse() {
    registry.model("iris");
    registry.version("iris");
    registry.version("iris");
    registry.aliases.set(ANN, name("iris"), CHAMPION, 1);
    registry.gate = (tx, caller, model, intent) -> {
      assertThat(caller.name()).isEqualTo("ann");
      assertThat(model.name()).isEqualTo("iris");
      asked.add(intent);
    };
  }

  private void assertAsked(Intent intent, ThrowingCallable change) {
    String before = registry.rows();
    registry.gate = (tx, caller, model, asked) -> {
      throw RegistryException.of(
          ErrorKind.CONFLICT, Subject.REGISTERED_MODEL, Reason.PLAIN, "gate", intent);
    };
    assertRefused(change, ErrorKind.CONFLICT, Subject.REGISTERED_MODEL);
    assertThat(registry.rows()).isEqualTo(before);
    registry.gate = (tx, caller, model, found) -> asked.add(found);
    try {
      change.call();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    assertThat(asked).containsExactly(intent);
  }

  @Test
  void transition_isRefusedByTheGate() {
    assertAsked(
        new Intent.TransitionStage(1, "None", "Production", true),
        () -> registry.stages.transition(ANN, name("iris"), 1, Stage.PRODUCTION, true));
  }

  @Test
  void setAlias_isRefusedByTheGate() {
    assertAsked(
        new Intent.SetAlias("champion", 1, 2),
        () -> registry.aliases.set(ANN, name("iris"), CHAMPION, 2));
  }

  @Test
  void deleteAlias_isRefusedByTheGate() {
    assertAsked(
        new Intent.DeleteAlias("champion", 1),
        () -> registry.aliases.delete(ANN, name("iris"), CHAMPION));
  }

  @Test
  void deleteVersion_isRefusedByTheGate() {
    assertAsked(
        new Intent.DeleteVersion(2),
        () -> registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 2));
  }

  @Test
  void deleteModel_isRefusedByTheGate() {
    assertAsked(
        new Intent.DeleteModel(), () -> registry.models.delete(ANN, Once.EACH_TIME, name("iris")));
  }

  @Test
  void rename_isRefusedByTheGate() {
    assertAsked(
        new Intent.RenameModel("lily"),
        () -> registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("lily")));
  }

  @Test
  void changesOfWhatIsNotThere_askNoGate() {
    registry.aliases.delete(ANN, name("iris"), new AliasName("nobody"));
    assertRefused(
        () -> registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 9),
        ErrorKind.NOT_FOUND,
        Subject.MODEL_VERSION);
    assertThat(asked).isEmpty();
  }
}
