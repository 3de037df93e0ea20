package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.RegistrySearchContract.visible;

import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.HostileFilters;
import dev.hallmark.server.testkit.HostileSearch;
import dev.hallmark.server.testkit.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Random and hostile filters are answered as the reference answers them, or refused as the client's mistake. A second
 * workspace has the same rows, of which none may be seen.
 */
abstract class HostileSearchContract {
  private static final int TRIES = 50_000;

  private Database database;
  private HostileSearch models;
  private HostileSearch versions;
  private HostileSearch asked;

  abstract TestDatabase engine();

  @BeforeProperty
  void open() {
    database = engine().fresh();
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(12)).insert(25);
    Search search = Searches.usual(database.jdbi());
    models = new HostileSearch(
        Grammar.REGISTERED_MODELS,
        filter -> visible(sample.models, filter),
        RegistrySearchContract.models(search));
    versions = new HostileSearch(
        Grammar.MODEL_VERSIONS,
        filter -> visible(sample.versions, filter),
        RegistrySearchContract.versions(search));
  }

  @AfterProperty
  void close() {
    database.close();
    asked.assertMixed(TRIES / 5);
  }

  @Property(tries = TRIES, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void models(@ForAll("aboutModels") String filter, @ForAll("ordersOfModels") String order) {
    asked = models;
    asked.ask(filter, List.of(order));
  }

  @Property(tries = TRIES, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void versions(@ForAll("aboutVersions") String filter, @ForAll("ordersOfVersions") String order) {
    asked = versions;
    asked.ask(filter, List.of(order));
  }

  @Provide
  Arbitrary<String> aboutModels() {
    return HostileFilters.about(
        List.of("name", "attribute.name", "tags.k", "tag.`k`", "tags.none", "tags.`workspace`"));
  }

  @Provide
  Arbitrary<String> aboutVersions() {
    return HostileFilters.about(List.of(
        "name",
        "attribute.name",
        "run_id",
        "source_path",
        "version_number",
        "tags.k",
        "tag.\"k\""));
  }

  @Provide
  Arbitrary<String> ordersOfModels() {
    return Arbitraries.of("name", "name DESC", "timestamp", "last_updated_timestamp DESC");
  }

  @Provide
  Arbitrary<String> ordersOfVersions() {
    return Arbitraries.of(
        "name DESC", "version_number", "creation_timestamp DESC", "last_updated_timestamp DESC");
  }
}
