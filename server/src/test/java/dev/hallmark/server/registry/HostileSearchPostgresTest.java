package dev.hallmark.server.registry;

import dev.hallmark.server.testkit.TestDatabase;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class HostileSearchPostgresTest extends HostileSearchContract {
  private static final int TRIES = 50_000;
  private static World world;

  @BeforeContainer
  static void open() {
    world = new World(TestDatabase.POSTGRESQL);
  }

  @AfterContainer
  static void close() {
    world.close();
    world.models.assertMixed(TRIES / 5);
    world.versions.assertMixed(TRIES / 5);
  }

  @Property(tries = TRIES, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void models(@ForAll("aboutModels") String filter, @ForAll("ordersOfModels") String order) {
    world.models.ask(filter, List.of(order));
  }

  @Property(tries = TRIES, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void versions(@ForAll("aboutVersions") String filter, @ForAll("ordersOfVersions") String order) {
    world.versions.ask(filter, List.of(order));
  }
}
