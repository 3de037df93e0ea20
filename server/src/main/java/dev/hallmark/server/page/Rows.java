package dev.hallmark.server.page;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.memory.HeapBudget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A page that may be as long as a client likes: its rows are read a few at a time while they are used, so that a long page
 * takes no more memory than a short one.
 */
public interface Rows<T> {
  /**
   * Hands over all rows, in order, batch by batch.
   *
   * @return where the list goes on; empty at its end
   */
  Optional<String> forEachBatch(BatchUse<T> use);

  /** What is done with the rows of a batch. */
  interface BatchUse<T> {
    /** Returns about how many bytes the batch was, so that the next ones are neither large nor many. */
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

  /** A list that is there already, and ends. */
  static <T> Rows<T> of(List<T> rows) {
    return use -> {
      use.use(rows);
      return Optional.empty();
    };
  }

  /**
   * Rows that are small and alike, read page by page. The first page is read at once, so that a wrong token is refused
   * before anything is used.
   */
  static <T> Rows<T> paged(int limit, String token, int atOnce, Finder<T> finder) {
    Page<T> first = finder.find(Math.min(limit, atOnce), token);
    return use -> {
      Page<T> page = first;
      int left = limit;
      while (true) {
        use.use(page.items());
        left -= page.items().size();
        if (left <= 0 || page.nextToken().isEmpty()) {
          return page.next();
        }
        page = finder.find(Math.min(left, atOnce), page.nextToken());
      }
    };
  }

  /** How many rows of one kind to load at once: as many as their sizes of late allow. For all requests. */
  final class BatchSize {
    private static final int FIRST = 100;
    private static final int MOST = 500;
    private static final long BYTES = 1 << 20;
    private static final int GROWTH = 4;

    private final AtomicInteger size = new AtomicInteger(FIRST);

    /** What a request begins with: it does not know its own rows yet. */
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
   * Rows of which the ids are found first. One that has gone in between is left out.
   *
   * @param load the rows of these ids, in their order
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

  /** Empty when they are too much at once for the memory, and fewer may not be. */
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
