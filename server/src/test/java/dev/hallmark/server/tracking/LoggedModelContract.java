package dev.hallmark.server.tracking;

import static dev.hallmark.server.error.ErrorKind.INVALID_ARGUMENT;
import static dev.hallmark.server.error.ErrorKind.NOT_FOUND;
import static dev.hallmark.server.tracking.TestTracking.ANN;
import static dev.hallmark.server.tracking.TestTracking.DEFAULT;
import static dev.hallmark.server.tracking.TestTracking.START;
import static dev.hallmark.server.tracking.TestTracking.param;
import static dev.hallmark.server.tracking.TestTracking.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.TrackingEvent.LoggedModelDeleted;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.LoggedModelLabels;
import dev.hallmark.server.tracking.models.LoggedModelName;
import dev.hallmark.server.tracking.models.LoggedModelStatus;
import dev.hallmark.server.tracking.models.LoggedModels.Draft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class LoggedModelContract extends TrackingContract {
  private static Draft draft(List<KeyValue> params, List<KeyValue> tags) {
    return new Draft(
        new LoggedModelName("clf"), new LoggedModelLabels("agent", "r1"), params, tags);
  }

  private LoggedModel get(String id) {
    return tracking.models.get(ANN, id, false);
  }

  @Test
  void create_makesAPendingModelInTheExperimentsFolder() {
    LoggedModel model = tracking.models.create(
        ANN,
        Once.EACH_TIME,
        DEFAULT,
        draft(
            List.of(param("q", "2"), param("p", "1")),
            List.of(tag("t", "a"), tag("t", "b"), tag("s", "c"))));
    String id = model.info().modelId();
    assertThat(id).matches("m-[0-9a-f]{32}");
    assertThat(model)
        .isEqualTo(new LoggedModel(
            new LoggedModel.Info(
                id,
                DEFAULT,
                "clf",
                "agent",
                "r1",
                "mlflow-artifacts:/0/models/" + id + "/artifacts",
                LoggedModelStatus.PENDING,
                "",
                true,
                START,
                START),
            List.of(new KeyValue("p", "1"), new KeyValue("q", "2")),
            List.of(new KeyValue("s", "c"), new KeyValue("t", "b")),
            List.of()));
    assertThat(get(id)).isEqualTo(model);
  }

  @Test
  void create_refusesADeletedExperimentAndParamsThatComeTwice() {
    ExperimentId id = tracking.experiment("risk");
    tracking.experiments.delete(ANN, id);
    assertRefused(
        () -> tracking.models.create(ANN, Once.EACH_TIME, id, draft(List.of(), List.of())),
        INVALID_ARGUMENT,
        Subject.EXPERIMENT,
        Reason.DELETED);
    assertRefused(
        () -> draft(List.of(param("p", "1"), param("p", "2")), List.of()),
        INVALID_ARGUMENT,
        Subject.PARAM,
        Reason.DUPLICATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a:b", "a.b", "a%b", "a\"b", "a'b", " "})
  void name_refusesWhatCannotStandInAUri(String name) {
    assertThatThrownBy(() -> new LoggedModelName(name)).isInstanceOf(RegistryException.class);
  }

  @Test
  void setStatus_movesStatusAndTime() {
    String id = tracking.model("clf", "").info().modelId();
    tracking.clock.set(START + 4);
    LoggedModel.Info info =
        tracking.models.setStatus(ANN, id, LoggedModelStatus.READY).info();
    assertThat(info)
        .extracting(
            LoggedModel.Info::status, LoggedModel.Info::createdAt, LoggedModel.Info::updatedAt)
        .containsExactly(LoggedModelStatus.READY, START, START + 4);
    assertThat(get(id).info()).isEqualTo(info);
  }

  @Test
  void delete_hidesItIsIdempotentAndToldOnce() {
    String id = tracking.model("clf", "").info().modelId();
    tracking.models.delete(ANN, id);
    tracking.models.delete(ANN, id);
    assertRefused(() -> get(id), NOT_FOUND, Subject.LOGGED_MODEL, Reason.PLAIN);
    assertThat(tracking.models.get(ANN, id, true).info().active()).isFalse();
    assertRefused(
        () -> tracking.modelLog.setTags(ANN, id, List.of(tag("a", "b"))),
        NOT_FOUND,
        Subject.LOGGED_MODEL,
        Reason.PLAIN);
    assertThat(tracking.published).hasExactlyElementsOfTypes(LoggedModelDeleted.class);
  }

  @Test
  void delete_leavesNothingWhenItCannotBeTold() {
    String id = tracking.model("clf", "").info().modelId();
    tracking.breakSink();
    assertThatThrownBy(() -> tracking.models.delete(ANN, id)).isInstanceOf(Exception.class);
    assertThat(get(id).info().active()).isTrue();
  }

  @Test
  void tags_areSetOverAndDeleted() {
    String id = tracking.model("clf", "").info().modelId();
    tracking.modelLog.setTags(ANN, id, List.of(tag("a", "1"), tag("b", "1")));
    tracking.modelLog.setTags(ANN, id, List.of(tag("b", "2"), tag("c", "2")));
    tracking.modelLog.deleteTag(ANN, id, "a");
    assertThat(get(id).tags()).containsExactly(new KeyValue("b", "2"), new KeyValue("c", "2"));
    assertRefused(
        () -> tracking.modelLog.deleteTag(ANN, id, "a"),
        NOT_FOUND,
        Subject.LOGGED_MODEL_TAG,
        Reason.PLAIN);
  }

  @Test
  void params_areWrittenOnce() {
    String id = tracking.model("clf", "").info().modelId();
    tracking.modelLog.addParams(ANN, id, List.of(param("a", "1")));
    tracking.modelLog.addParams(ANN, id, List.of(param("a", "1"), param("b", "2")));
    assertRefused(
        () -> tracking.modelLog.addParams(ANN, id, List.of(param("c", "3"), param("b", "9"))),
        INVALID_ARGUMENT,
        Subject.LOGGED_MODEL,
        Reason.MISMATCH);
    assertThat(get(id).params()).containsExactly(new KeyValue("a", "1"), new KeyValue("b", "2"));
  }
}
