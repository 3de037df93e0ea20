package dev.hallmark.server.registry;

import static dev.hallmark.server.registry.RegistrySearchContract.models;
import static dev.hallmark.server.registry.RegistrySearchContract.versions;
import static dev.hallmark.server.registry.RegistrySearchContract.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.auth.Visibility;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.PageToken;
import dev.hallmark.server.registry.models.ModelSearch;
import dev.hallmark.server.storage.search.execution.Search;
import dev.hallmark.server.storage.search.execution.Searches;
import dev.hallmark.server.testkit.DatabaseContract;
import dev.hallmark.server.testkit.Dice;
import dev.hallmark.server.testkit.ReferenceSearch;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of models and of versions go on where the last one ended, whatever happens in between. */
abstract class RegistryPageContract extends DatabaseContract {
  @Test
  void find_neitherRepeatsNorSkipsWhileModelsComeAndGo() {
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(4)).insert(80);
    Filter every = Grammar.REGISTERED_MODELS.filter("");
    Order order = Grammar.REGISTERED_MODELS.order(List.of("timestamp DESC"));
    List<Long> before = ReferenceSearch.find(visible(sample.models, every), every, order);
    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      Page<Long> page = models(Searches.walking(database.jdbi())).find(every, order, 7, token);
      seen.addAll(page.items());
      token = page.nextToken();
      long last = page.items().get(page.items().size() - 1);
      database.jdbi().useHandle(h -> h.execute("delete from registered_model where id = ?", last));
      int round = seen.size();
      database
          .jdbi()
          .useHandle(h -> h.execute(
              "insert into registered_model (workspace, name, name_folded, is_prompt, description, created_by, created_at,"
                  + " updated_at, last_version, revision, revised_at, tag_bits) values ('default', ?, ?, false, '', '', 0, ?, 0, 0, 0, 0)",
              "new" + round,
              "new" + round,
              round % 9));
    } while (!token.isEmpty());
    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"last_updated_timestamp DESC", "version_number DESC", "name", "creation_timestamp"
      })
  void find_neitherRepeatsNorSkipsWhileVersionsComeAndGo(String by) {
    SampleRegistry sample = new SampleRegistry(database.jdbi(), new Dice(5)).insert(40);
    Filter every = Grammar.MODEL_VERSIONS.filter("");
    Order order = Grammar.MODEL_VERSIONS.order(List.of(by));
    List<Long> before = ReferenceSearch.find(visible(sample.versions, every), every, order);
    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      Page<Long> page = versions(Searches.walking(database.jdbi())).find(every, order, 7, token);
      seen.addAll(page.items());
      token = page.nextToken();
      long last = page.items().get(page.items().size() - 1);
      database.jdbi().useHandle(h -> h.execute("delete from model_version where id = ?", last));
      sample.insert(1);
    } while (!token.isEmpty());
    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
  }

  @Test
  void find_refusesTokensOfOtherSearches() {
    new SampleRegistry(database.jdbi(), new Dice(6)).insert(60);
    Search search = Searches.usual(database.jdbi());
    Filter every = Grammar.REGISTERED_MODELS.filter("");
    Order byName = Grammar.REGISTERED_MODELS.order(List.of());
    String token = models(search).find(every, byName, 5, "").nextToken();
    List<Supplier<Page<Long>>> others = List.of(
        () ->
            models(search).find(Grammar.REGISTERED_MODELS.filter("name != 'x'"), byName, 5, token),
        () -> models(search)
            .find(
                Grammar.REGISTERED_MODELS.filter("tags.`mlflow.prompt.is_prompt` = 'true'"),
                byName,
                5,
                token),
        () -> models(search)
            .find(every, Grammar.REGISTERED_MODELS.order(List.of("name DESC")), 5, token),
        () -> new ModelSearch(search).find("other", Visibility.ALL, every, byName, 5, token),
        () -> versions(search)
            .find(
                Grammar.MODEL_VERSIONS.filter(""),
                Grammar.MODEL_VERSIONS.order(List.of("name")),
                5,
                token));
    assertThat(token).isNotEmpty();
    for (Supplier<Page<Long>> other : others) {
      assertThatThrownBy(other::get)
          .extracting("kind", "subject", "reason")
          .containsExactly(ErrorKind.INVALID_ARGUMENT, Subject.PAGE_TOKEN, Reason.MISMATCH);
    }
    assertThat(models(search).find(every, byName, 9, token).items()).hasSize(9);
  }

  @Test
  void find_refusesTokensThatNobodyGaveOut() {
    new SampleRegistry(database.jdbi(), new Dice(7)).insert(60);
    Finder finder = models(Searches.usual(database.jdbi()));
    Filter every = Grammar.REGISTERED_MODELS.filter("");
    Order order = Grammar.REGISTERED_MODELS.order(List.of("timestamp"));
    String token = finder.find(every, order, 5, "").nextToken();
    int query = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)).getInt(1);
    List<String> key = PageToken.decode(token, query).key();
    List<String> forged = new ArrayList<>(List.of("x", "=", token + token, "AA", "\0", "é"));
    for (int i = 0; i < token.length(); i++) {
      forged.add(
          token.substring(0, i) + (token.charAt(i) == 'Q' ? 'g' : 'Q') + token.substring(i + 1));
      forged.add(token.substring(i + 1) + "Q");
    }
    List<String> longer = new ArrayList<>(key);
    longer.add("1");
    forged.add(new PageToken(query, longer).encode());
    forged.add(new PageToken(query, List.of()).encode());
    forged.add(new PageToken(query, key.subList(0, 1)).encode());
    forged.add(new PageToken(query, List.of("not a number", key.get(1))).encode());
    forged.add(new PageToken(query, List.of(key.get(0), "\0")).encode());
    forged.add(new PageToken(query + 1, key).encode());
    for (String each : forged) {
      assertThatThrownBy(() -> finder.find(every, order, 5, each))
          .as(each)
          .extracting("kind", "subject")
          .containsExactly(ErrorKind.INVALID_ARGUMENT, Subject.PAGE_TOKEN);
    }
  }
}
