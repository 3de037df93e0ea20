package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.RegistrySearchContract.models;
import static dev.hallmark.server.registry.RegistrySearchContract.versions;
import static dev.hallmark.server.registry.RegistrySearchContract.visible;

import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.search.Search;
import dev.hallmark.server.storage.search.Searches;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.HostileFilters;
import dev.hallmark.server.testkit.HostileSearch;
import dev.hallmark.server.testkit.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/**
 * Random and hostile filters are answered as the reference answers them, or refused as the client's mistake. A second
 * workspace has the same rows, of which none may be seen.
 */
abstract class HostileSearchContract {
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

  /** A registry of some rows, and who asks it. */
  static final class World implements AutoCloseable {
    final HostileSearch models;
    final HostileSearch versions;
    private final Database database;

    World(TestDatabase engine) {
      database = engine.fresh();
      SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(12)).insert(25);
      Search search = Searches.usual(database.jdbi());
      models = new HostileSearch(
          Grammar.REGISTERED_MODELS, filter -> visible(sample.models, filter), models(search));
      versions = new HostileSearch(
          Grammar.MODEL_VERSIONS, filter -> visible(sample.versions, filter), versions(search));
    }

    @Override
    public void close() {
      database.close();
    }
  }
}
