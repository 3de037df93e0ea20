package dev.hallmark.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends is read or refused, and refused as the client's mistake. */
class HostileFilterProperties {
  private static final List<Grammar> GRAMMARS = List.of(
      Grammar.REGISTERED_MODELS,
      Grammar.MODEL_VERSIONS,
      Grammar.EXPERIMENTS,
      Grammar.RUNS,
      Grammar.LOGGED_MODELS);

  @Property(tries = 3000)
  void anyText(@ForAll String text) {
    read(text);
  }

  @Property(tries = 5000)
  void piecesOfFilters(@ForAll("pieces") String text) {
    read(text);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "name",
            "tags.",
            "tags.k",
            "metrics.a",
            "params",
            ".",
            "`k`",
            "`",
            "'",
            "\"",
            "'v'",
            "\"v\"",
            "=",
            "!=",
            "!",
            "<>",
            ">=",
            "LIKE",
            "ilike",
            "NOT",
            "in",
            "IN",
            "(",
            ")",
            ",",
            "('a')",
            "IS",
            "NULL",
            "AND",
            "and",
            "OR",
            ";",
            "--",
            "1",
            "-1",
            "1e9",
            "1e",
            "0x1F",
            "9223372036854775808",
            "NaN",
            "start_time",
            "status",
            "version_number",
            "\0",
            "\ud800",
            "\u00a0",
            "é",
            "desc",
            "ASC",
            "\\",
            "%",
            "{}",
            "null")
        .list()
        .ofMaxSize(12)
        .flatMap(words -> Arbitraries.of(" ", "", "\t").map(blank -> String.join(blank, words)));
  }

  @Example
  void longTexts() {
    String million = "x".repeat(1_000_000);
    read("name = '" + million + "'");
    read("name = '" + million);
    read(million);
    read("(".repeat(200_000));
    read("name = 'a' AND ".repeat(15_000));
    read("metrics.a > " + "9".repeat(100_000));
    read("metrics.a > 1" + "e1".repeat(100_000));
    read("name IN (" + "'a',".repeat(50_000) + "'a')");
    read("''".repeat(100_000));
    read("name LIKE '" + "%a".repeat(100_000) + "'");
    read("tags." + ".".repeat(200_000) + " = 'x'");
  }

  @Example
  void manyOrders() {
    List<String> many = java.util.stream.IntStream.range(0, 100_000)
        .mapToObj(i -> "metrics.m" + i)
        .toList();
    assertThatThrownBy(() -> Grammar.RUNS.order(many)).isInstanceOf(RegistryException.class);
  }

  private static void read(String text) {
    for (Grammar grammar : GRAMMARS) {
      orRefused(() -> assertThat(grammar.filter(text)).isNotNull());
      orRefused(() -> assertThat(grammar.order(List.of(text)).keys()).isNotEmpty());
      orRefused(() -> assertThat(
              grammar.orderOf(List.of(new OrderEntry(text, true, new DatasetRef(text, text)))))
          .isNotNull());
    }
  }

  private static void orRefused(Runnable reading) {
    try {
      reading.run();
    } catch (RegistryException refused) {
      assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      assertThat(refused.value().length()).isLessThan(300);
    }
  }
}
