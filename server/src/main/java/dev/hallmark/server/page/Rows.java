package dev.hallmark.server.page;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.memory.HeapBudget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The rows of a page of any length. They are read in batches while they are processed, so that memory use does not depend on the length of
 * the page.
 */
public interface Rows<T> {
  /**
   * Passes all rows, in order, to the consumer in batches.
   *
   * @return the token of the next page; empty at the end of the list
   */
  Optional<String> forEachBatch(BatchUse<T> use);

  /** Processes a batch. */
  interface BatchUse<T> {
    /** Returns the approximate size of the batch in bytes, which determines the size of the next batches. */
    long use(List<T> batch);
  }

  /** Reads a page. */
  interface Finder<T> {
    /** @param token empty for the first page */
    Page<T> find(int limit, String token);
  }

  static <T> Rows<T> none() {
    return of(List.of());
  }

  /** A complete list in memory, without a next page. */
  static <T> Rows<T> of(List<T> rows) {
    return use -> {
      use.use(rows);
      return Optional.empty();
    };
  }

  /**
   * Small rows of similar size, read page by page. The first page is read immediately, so that an invalid token is rejected before anything
   * is processed.
   */
  static <T> Rows<T> paged(int limit, String token, int batchSize, Finder<T> finder) {
    Page<T> first = finder.find(Math.min(limit, batchSize), token);
    return use -> {
      Page<T> page = first;
      int left = limit;
      while (true) {
        use.use(page.items());
        left -= page.items().size();
        if (left <= 0 || page.nextToken().isEmpty()) {
          return page.next();
        }
        page = finder.find(Math.min(left, batchSize), page.nextToken());
      }
    };
  }

  /** The number of rows to load at once, adapted to the recent sizes of rows of one kind. Shared by all requests. */
  final class BatchSize {
    private static final int FIRST = 100;
    private static final int MOST = 500;
    private static final long BYTES = 1 << 20;
    private static final int GROWTH = 4;

    private final AtomicInteger size = new AtomicInteger(FIRST);

    /** The size of a request's first batch: it does not know the size of its own rows yet. */
    int first() {
      return Math.min(FIRST, size.get());
    }

    int next(int count, long bytes) {
      long fitting = BYTES * count / Math.max(1, bytes);
      int next = (int) Math.max(1, Math.min(Math.min(MOST, (long) count * GROWTH), fitting));
      size.set(next);
      return next;
    }
  }

  /**
   * Rows whose ids are found first. A row that is deleted before it is loaded is left out.
   *
   * @param load loads the rows with these ids, in their order
   */
  static <T> Rows<T> byIds(
      int limit,
      String token,
      Finder<Long> finder,
      Function<List<Long>, List<T>> load,
      BatchSize size) {
    Rows<Long> ids = paged(limit, token, 10_000, finder);
    return use -> ids.forEachBatch(some -> {
      int count = size.first();
      for (int from = 0; from < some.size(); ) {
        int to = Math.min(some.size(), from + count);
        List<Long> batch = some.subList(from, to);
        Optional<Long> bytes =
            HeapBudget.lend(() -> loaded(batch, load), rows -> rows.map(use::use));
        count = bytes.map(each -> size.next(batch.size(), each)).orElse(batch.size() / 2);
        from = bytes.isPresent() ? to : from;
      }
      return 0;
    });
  }

  /** Empty if these rows exceed the memory limit, but fewer rows may fit. */
  private static <T> Optional<List<T>> loaded(List<Long> ids, Function<List<Long>, List<T>> load) {
    if (ids.size() == 1) {
      return Optional.of(load.apply(ids));
    }
    try {
      return Optional.of(HeapBudget.small(() -> load.apply(ids)));
    } catch (RegistryException e) {
      if (HeapBudget.isExceeded(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
