package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;

class ExperimentCallsTest extends JavaClientCase {
  private static final List<String> BY_NAME = List.of("name ASC");

  @Test
  void createExperiment_byNameIsFoundByIdAndByName() {
    String id = client.createExperiment("churn");
    Experiment byId = client.getExperiment(id);
    assertThat(byId.getName()).isEqualTo("churn");
    assertThat(byId.getLifecycleStage()).isEqualTo("active");
    assertThat(byId.getArtifactLocation()).isEqualTo("mlflow-artifacts:/" + id);
    assertThat(byId.getCreationTime()).isPositive();
    assertThat(client.getExperimentByName("churn")).contains(byId);
  }

  @Test
  void createExperiment_keepsTheTagsAndTheLocationOfARequest() {
    CreateExperiment request = CreateExperiment.newBuilder()
        .setName("placed")
        .setArtifactLocation("mlflow-artifacts:/shared/placed")
        .addTags(ExperimentTag.newBuilder().setKey("team").setValue("risk"))
        .build();
    Experiment made = client.getExperiment(client.createExperiment(request));
    assertThat(made.getArtifactLocation()).isEqualTo("mlflow-artifacts:/shared/placed");
    assertThat(made.getTagsList()).containsExactlyElementsOf(request.getTagsList());
  }

  @Test
  void createExperiment_refusesATakenName() {
    client.createExperiment("twice");
    assertRefused(() -> client.createExperiment("twice"), 400, "RESOURCE_ALREADY_EXISTS");
  }

  @Test
  void getExperimentByName_isEmptyForAnUnknownName() {
    assertThat(client.getExperimentByName("nowhere")).isEmpty();
  }

  @Test
  void getExperiment_refusesAnUnknownId() {
    assertRefused(() -> client.getExperiment("404404"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void setExperimentTag_setsAndReplaces() {
    String id = client.createExperiment("tagged");
    client.setExperimentTag(id, "team", "risk");
    client.setExperimentTag(id, "team", "fraud é");
    assertThat(client.getExperiment(id).getTagsList())
        .containsExactly(
            ExperimentTag.newBuilder().setKey("team").setValue("fraud é").build());
  }

  @Test
  void renameExperiment_freesTheOldName() {
    String id = client.createExperiment("before");
    client.renameExperiment(id, "after");
    assertThat(client.getExperiment(id).getName()).isEqualTo("after");
    assertThat(client.getExperimentByName("before")).isEmpty();
  }

  @Test
  void deleteExperiment_hidesItUntilItIsRestored() {
    String id = client.createExperiment("gone");
    client.deleteExperiment(id);
    assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
    assertThat(names(client.searchExperiments("name = 'gone'"))).isEmpty();
    client.restoreExperiment(id);
    assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
    assertThat(names(client.searchExperiments("name = 'gone'"))).containsExactly("gone");
  }

  @Test
  void searchExperiments_findsDefaultFromTheStart() {
    assertThat(names(client.searchExperiments())).contains("Default");
  }

  @Test
  void searchExperiments_honoursViewAndOrder() {
    client.createExperiment("view-a");
    client.createExperiment("view-b");
    client.deleteExperiment(client.createExperiment("view-c"));
    assertThat(names(client.searchExperiments("name LIKE 'view-%'", ViewType.ALL, 10, BY_NAME)))
        .containsExactly("view-a", "view-b", "view-c");
    assertThat(names(client.searchExperiments(
            "name LIKE 'view-%'", ViewType.DELETED_ONLY, 10, List.of("name DESC"))))
        .containsExactly("view-c");
  }

  @Test
  void searchExperiments_goesFromPageToPage() {
    for (int i = 0; i < 3; i++) {
      client.createExperiment("page-" + i);
    }
    String filter = "name LIKE 'page-%'";
    ExperimentsPage first = client.searchExperiments(filter, ViewType.ACTIVE_ONLY, 2, BY_NAME);
    assertThat(first.getPageSize()).isEqualTo(2);
    assertThat(names(first)).containsExactly("page-0", "page-1");
    assertThat(first.hasNextPage()).isTrue();
    String token = first.getNextPageToken().orElseThrow();
    assertThat(first.getNextPage().getItems())
        .extracting(Experiment::getName)
        .containsExactly("page-2");
    ExperimentsPage second =
        client.searchExperiments(filter, ViewType.ACTIVE_ONLY, 2, BY_NAME, token);
    assertThat(names(second)).containsExactly("page-2");
    assertThat(second.hasNextPage()).isFalse();
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(second.getNextPage().getItems()).isEmpty();
  }

  private static List<String> names(ExperimentsPage page) {
    return page.getItems().stream().map(Experiment::getName).toList();
  }
}
