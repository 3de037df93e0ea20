package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.HallmarkException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a paged search. A page is requested when the previous one is used up. */
public final class Pages<T> extends Spliterators.AbstractSpliterator<T> {
  private final Function<String, JsonNode> fetch;
  private final String field;
  private final Function<JsonNode, T> row;
  private final Queue<T> rows = new ArrayDeque<>();
  private String token = "";
  private boolean isLast;

  private Pages(Function<String, JsonNode> fetch, String field, Function<JsonNode, T> row) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.fetch = fetch;
    this.field = field;
    this.row = row;
  }

  /** @param fetch returns the page for a token; the token of the first page is empty */
  public static <T> Stream<T> of(
      Function<String, JsonNode> fetch, String field, Function<JsonNode, T> row) {
    return StreamSupport.stream(new Pages<>(fetch, field, row), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (rows.isEmpty() && !isLast) {
      JsonNode page = fetch.apply(token);
      rows.addAll(Json.list(page, field, row));
      String next = Json.text(page, "next_page_token");
      isLast = next.isEmpty();
      if (!isLast && next.equals(token)) {
        throw new HallmarkException(
            HallmarkException.UNUSABLE, "the server answers the page '" + token + "' for ever");
      }
      token = next;
    }
    if (rows.isEmpty()) {
      return false;
    }
    action.accept(rows.remove());
    return true;
  }
}
