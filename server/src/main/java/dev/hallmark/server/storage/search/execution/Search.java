package dev.hallmark.server.storage.search.execution;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.PromptScope;
import dev.hallmark.server.page.Page;
import dev.hallmark.server.page.PageToken;
import dev.hallmark.server.storage.search.Dialect;
import dev.hallmark.server.storage.search.Scope;
import dev.hallmark.server.storage.search.SearchSpec;
import dev.hallmark.server.storage.search.SortKey;
import dev.hallmark.server.storage.search.Sql;
import dev.hallmark.server.storage.search.SubstringLookup;
import dev.hallmark.server.storage.search.index.SubstringIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Finds a page of ids of the rows that match a filter, in order. */
public final class Search {
  /** With more matches than this, reading in index order is expected to fill the page soon. */
  private static final int MAX_SORTED = 2_000;

  private final Jdbi jdbi;
  private final Duration timeout;
  private final SubstringIndex substrings;
  private final int maxSorted;
  /** Null until the first search. */
  private final AtomicReference<Dialect> dialect = new AtomicReference<>();

  /**
   * @param timeout the maximum duration of a search, in whole seconds
   * @param substrings used if the database has no index for substrings
   */
  public Search(Jdbi jdbi, Duration timeout, SubstringIndex substrings) {
    this(jdbi, timeout, substrings, MAX_SORTED);
  }

  /** @param maxSorted the maximum number of matches of a condition that are read and sorted */
  Search(Jdbi jdbi, Duration timeout, SubstringIndex substrings, int maxSorted) {
    this.jdbi = jdbi;
    this.substrings = substrings;
    this.timeout = timeout;
    this.maxSorted = maxSorted;
  }

  /** Throws INVALID_ARGUMENT for a token of another search and for a search that takes too long. */
  public Page<Long> page(SearchSpec spec, Scope scope, Question question) {
    List<SortKey> order = spec.sortKeys(question.order());
    List<Object> after = key(question, order);
    if (scope.isEmpty()) {
      return Page.last(List.of());
    }
    List<Row> rows = within(
        question.filter(),
        statements -> new Plan(spec, scope, question, order, statements, maxSorted)
            .rows(after, question.limit() + 1));
    if (rows.size() <= question.limit()) {
      return Page.last(rows.stream().map(Row::id).toList());
    }
    List<Row> page = rows.subList(0, question.limit());
    List<String> last =
        page.get(page.size() - 1).key().stream().map(String::valueOf).toList();
    return new Page<>(
        page.stream().map(Row::id).toList(), new PageToken(question.hash(), last).encode());
  }

  /**
   * The ids of the rows in scope that match one condition, unordered, up to a limit; empty if no index supports the condition or too many
   * rows match. For converting a condition to a narrower scope.
   */
  public Optional<List<Long>> ids(SearchSpec spec, Scope scope, Condition condition, int limit) {
    Filter filter = new Filter(List.of(condition), PromptScope.NOT_APPLICABLE);
    return within(
        filter,
        statements -> spec.candidates(condition, scope, statements.substrings())
            .filter(candidates -> statements.count(candidates, maxSorted + 1) <= maxSorted)
            .map(candidates -> {
              List<Sql> tests = new ArrayList<>(scope.hiddenTests());
              tests.add(spec.test(condition));
              return statements.ids(Sql.of("SELECT " + spec.id() + " FROM ")
                  .then(spec.rows(candidates, maxSorted + 1))
                  .then(" WHERE ")
                  .then(Sql.and(tests))
                  .then(" FETCH FIRST " + limit + " ROWS ONLY"));
            }));
  }

  private <T> T within(Filter filter, Function<Statements, T> work) {
    return jdbi.withHandle(handle -> {
      Connection connection = handle.getConnection();
      return work.apply(new Statements(connection, timeout, filter, index(connection)));
    });
  }

  private SubstringLookup index(Connection connection) {
    return new SubstringLookup(dialect(connection), substrings, maxSorted);
  }

  private Dialect dialect(Connection connection) {
    if (dialect.get() == null) {
      try {
        dialect.set(Dialect.of(connection));
      } catch (SQLException e) {
        throw RegistryException.internal(Subject.STORAGE, e);
      }
    }
    return dialect.get();
  }

  private static List<Object> key(Question question, List<SortKey> order) {
    if (question.token().isEmpty()) {
      return List.of();
    }
    List<String> texts = PageToken.decode(question.token(), question.hash()).key();
    if (texts.size() != order.size()) {
      throw malformed(question.token());
    }
    List<Object> key = new ArrayList<>();
    try {
      for (int i = 0; i < order.size(); i++) {
        key.add(order.get(i).type().parse(texts.get(i)));
      }
    } catch (IllegalArgumentException e) {
      throw malformed(question.token());
    }
    return key;
  }

  private static RegistryException malformed(String token) {
    return RegistryException.invalid(Subject.PAGE_TOKEN, Reason.MALFORMED, "page_token", token);
  }
}
