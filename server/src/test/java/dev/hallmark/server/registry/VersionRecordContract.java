package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.testkit.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class VersionRecordContract extends RegistryContract {
  private Path records;

  @BeforeEach
  void aModel() {
    records = folder.resolve("versions/" + registry.model("iris").id());
  }

  private void run() {
    registry.runner.runDue();
  }

  private void restart() {
    registry.runner.addAtStart();
    run();
  }

  private static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void rename_writesTheNewNameIntoEachRecord() throws Exception {
    for (int i = 0; i < 450; i++) {
      registry.version("iris");
    }
    run();
    registry.models.rename(ANN, Once.EACH_TIME, name("iris"), name("lily"));
    run();
    assertThat(in(records)).hasSize(450);
    for (String each : in(records)) {
      assertThat(Files.readString(records.resolve(each))).contains("\"name\": \"lily\"");
    }
  }

  @Test
  void deleteVersion_removesItsRecord() throws Exception {
    registry.version("iris");
    registry.version("iris");
    run();
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
    run();
    assertThat(in(records)).containsExactly("2.json");
  }

  @Test
  void deleteModel_removesAllRecords() {
    registry.version("iris");
    run();
    assertThat(records).exists();
    registry.models.delete(ANN, Once.EACH_TIME, name("iris"));
    run();
    assertThat(records).doesNotExist();
  }

  @Test
  void start_removesRecordsOfVersionsAndModelsThatAreGone() throws Exception {
    registry.version("iris");
    registry.version("iris");
    registry.model("lily");
    run();
    registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), 1);
    Path lily =
        folder.resolve("versions/" + registry.models.get(ANN, name("lily")).id());
    registry.models.delete(ANN, Once.EACH_TIME, name("lily"));
    run();
    Files.writeString(records.resolve("1.json"), "{}");
    Files.createDirectories(lily);
    Files.writeString(lily.resolve("1.json"), "{}");
    registry.model("rose");
    restart();
    assertThat(in(records)).containsExactly("2.json");
    assertThat(lily).doesNotExist();
  }

  @Test
  void start_replacesARecordOfTheSameLengthThatSaysSomethingElse() throws Exception {
    registry.version("iris");
    run();
    String right = Files.readString(records.resolve("1.json"));
    Files.writeString(records.resolve("1.json"), right.replace("iris", "iras"));
    restart();
    assertThat(records.resolve("1.json")).hasContent(right);
  }

  @Test
  void createAndDelete_atOnceLeaveRecordsOfLivingVersionsOnly() throws Exception {
    AtomicInteger left = new AtomicInteger(4);
    Crowd.of(6, i -> () -> {
      if (i > 3) {
        while (left.get() > 0) {
          run();
        }
        return true;
      }
      for (int n = 0; n < 50; n++) {
        int number = registry.version("iris").version();
        if (n % 5 != 0) {
          registry.versions.delete(ANN, Once.EACH_TIME, name("iris"), number);
        }
      }
      left.decrementAndGet();
      return true;
    });
    run();
    List<Integer> living = registry
        .database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT version FROM model_version")
            .mapTo(Integer.class)
            .list());
    assertThat(living).hasSize(40);
    assertThat(in(records))
        .containsExactlyInAnyOrderElementsOf(
            living.stream().map(number -> number + ".json").toList());
  }

  @Test
  void record_thatCannotBeWrittenFailsNoCallAndIsWrittenLater() throws Exception {
    Path versions = folder.resolve("versions");
    Files.writeString(versions, "in the way");
    registry.version("iris");
    run();
    Files.delete(versions);
    registry.clock.set(registry.clock.millis() + 60_000);
    run();
    assertThat(in(records)).containsExactly("1.json");
  }
}
