package dev.hallmark.server.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A page of a longer list, with the token of the next page. */
public record Page<T>(List<T> items, String nextToken) {
  public Page {
    items = List.copyOf(items);
  }

  /** The token of the next page; empty on the last page. */
  public Optional<String> next() {
    return nextToken.isEmpty() ? Optional.empty() : Optional.of(nextToken);
  }

  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, "");
  }

  public <R> Page<R> map(Function<? super T, ? extends R> each) {
    return new Page<R>(items.stream().<R>map(each).toList(), nextToken);
  }
}
