package dev.hallmark.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.testkit.SearchAgreement.Finder;
import java.util.List;
import java.util.function.Function;

/** Asks a finder for whatever text there is: it finds what the reference finds, or the text is refused. */
public final class HostileSearch {
  private static final int ALL = 10_000;

  private final Grammar grammar;
  private final Function<Filter, List<ReferenceRow>> visible;
  private final Finder finder;
  private int answered;
  private int refused;

  /** @param visible the rows in scope of a filter */
  public HostileSearch(
      Grammar grammar, Function<Filter, List<ReferenceRow>> visible, Finder finder) {
    this.grammar = grammar;
    this.visible = visible;
    this.finder = finder;
  }

  public void ask(String text, List<String> by) {
    Filter filter;
    try {
      filter = grammar.filter(text);
    } catch (RegistryException e) {
      assertThat(e.kind()).as(text).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      refused++;
      return;
    }
    answered++;
    Order order = grammar.order(by);
    assertThat(finder.find(filter, order, ALL, "").items())
        .as("%s by %s", text, by)
        .isEqualTo(ReferenceSearch.find(visible.apply(filter), filter, order));
  }

  /** Whether both happened often enough to say something. */
  public void assertMixed(int least) {
    assertThat(answered).as("answered").isGreaterThan(least);
    assertThat(refused).as("refused").isGreaterThan(least);
  }
}
