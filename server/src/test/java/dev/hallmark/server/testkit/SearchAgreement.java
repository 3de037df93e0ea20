package dev.hallmark.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Holds finders against the reference with random filters and orders, page by page.
 *
 * @param clauses each makes a valid clause
 * @param orderable what an order may name
 */
public record SearchAgreement(
    Dice dice, Grammar grammar, List<Supplier<String>> clauses, List<String> orderable) {
  /** A search whose scope is settled. */
  public interface Finder {
    Page<Long> find(Filter filter, Order order, int limit, String token);
  }

  /** @param visible the rows in scope of a filter */
  public void check(
      int searches, Function<Filter, List<ReferenceRow>> visible, List<Finder> finders) {
    for (int i = 0; i < searches; i++) {
      String text = dice.filter(clauses);
      List<String> orderText = dice.order(orderable);
      Filter filter = grammar.filter(text);
      Order order = grammar.order(orderText);
      List<Long> expected = ReferenceSearch.find(visible.apply(filter), filter, order);
      int limit = 1 + dice.below(60);
      for (Finder finder : finders) {
        assertThat(all(finder, filter, order, limit))
            .as("%s by %s, %d a page", text, orderText, limit)
            .isEqualTo(expected);
      }
    }
  }

  /** Every page's ids, one after the other. */
  public static List<Long> all(Finder finder, Filter filter, Order order, int limit) {
    List<Long> found = new ArrayList<>();
    String token = "";
    do {
      Page<Long> page = finder.find(filter, order, limit, token);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.items());
      token = page.nextToken();
    } while (!token.isEmpty());
    return found;
  }
}
