package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.TestRegistry.ANN;
import static dev.hallmark.server.registry.TestRegistry.name;
import static dev.hallmark.server.registry.TestRegistry.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.audit.AuditTrail;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.idempotency.Once;
import dev.hallmark.server.registry.RegisteredModel.Alias;
import dev.hallmark.server.registry.tags.Tag;
import dev.hallmark.server.registry.versions.AliasName;
import dev.hallmark.server.registry.versions.Stage;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many writers change one model in every way at once, through all servers that the database may have. */
abstract class WriterStormContract {
  private static final int WRITERS = 32;
  private static final int EACH = 20;

  @TempDir
  Path folder;

  private List<TestRegistry> servers;
  private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Integer> given = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final ConcurrentLinkedQueue<ErrorKind> refusals = new ConcurrentLinkedQueue<>();

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    List<Database> databases = engine().servers();
    servers = IntStream.range(0, databases.size())
        .mapToObj(i -> new TestRegistry(
            databases.get(i), folder, List.of(new AuditTrail(databases.get(i).jdbi()))))
        .toList();
  }

  @AfterEach
  void close() {
    servers.forEach(TestRegistry::close);
  }

  @Test
  void changesOfOneModel_areNeitherLostNorDoubled_andTheirRevisionsExplainTheEnd()
      throws Exception {
    TestRegistry first = servers.get(0);
    first.model("iris");
    acknowledged.incrementAndGet();

    Crowd.of(WRITERS, i -> () -> {
      Dice dice = new Dice(i);
      for (int n = 0; n < EACH; n++) {
        attempt(servers.get(i % servers.size()), dice);
      }
      return i;
    });

    assertThat(refusals).as("only what was deleted is refused").containsOnly(ErrorKind.NOT_FOUND);
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, given.size()).boxed().toList());
    ModelReplayedFromAudit told = ModelReplayedFromAudit.of(first.database.jdbi());
    assertThat(told.revisions())
        .isEqualTo(
            IntStream.rangeClosed(1, acknowledged.get()).mapToObj(Long::valueOf).toList());
    RegisteredModel model = first.models.get(ANN, name("iris"));
    assertThat(told.aliases())
        .isEqualTo(model.aliases().stream().collect(Collectors.toMap(Alias::name, Alias::version)));
    assertThat(told.tags())
        .isEqualTo(model.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    assertThat(told.stages()).isEqualTo(stages(first.database));
  }

  private static Map<Integer, String> stages(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("select version, stage from model_version")
            .collectRows(Collectors.toMap(
                row -> row.getColumn("version", Integer.class),
                row -> row.getColumn("stage", String.class))));
  }

  private void attempt(TestRegistry server, Dice dice) {
    int version = numbers.isEmpty() ? 1 : 1 + dice.below(numbers.size());
    try {
      switch (dice.below(6)) {
        case 0, 1 -> {
          int made = server.version("iris").version();
          given.add(made);
          numbers.add(made);
        }
        case 2 ->
          server.aliases.set(ANN, name("iris"), new AliasName("a" + dice.below(4)), version);
        case 3 ->
          server.stages.transition(
              ANN, name("iris"), version, Stage.PRODUCTION, dice.below(2) == 0);
        case 4 ->
          server.modelTags.set(ANN, name("iris"), tag("k" + dice.below(4), "v" + dice.below(1000)));
        default -> server.versions.delete(ANN, Once.EACH_TIME, name("iris"), version);
      }
      acknowledged.incrementAndGet();
    } catch (RegistryException e) {
      refusals.add(e.kind());
    }
  }
}
