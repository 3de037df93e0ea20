package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Filter, order and page size of a search.
 *
 * <pre>{@code
 * Search newest = Search.where("name = 'fraud'").orderBy("version_number DESC");
 * Optional<ModelVersion> last = client.versions().search(newest.pageSize(1)).findFirst();
 * }</pre>
 *
 * @param filter in MLflow's filter syntax; empty for everything
 * @param orderBy such as {@code name DESC}; empty for the server's default order
 * @param pageSize the number of rows per request; 0 for the default of that search
 */
public record Search(String filter, List<String> orderBy, int pageSize) {

  public Search {
    orderBy = List.copyOf(orderBy);
    if (pageSize < 0) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "the page size is " + pageSize);
    }
  }

  public static Search all() {
    return where("");
  }

  public static Search where(String filter) {
    return new Search(filter, List.of(), 0);
  }

  public Search orderBy(String... orders) {
    return new Search(filter, List.of(orders), pageSize);
  }

  /** The server limits the page size of each search. */
  public Search pageSize(int rows) {
    return new Search(filter, orderBy, rows);
  }

  Map<String, List<String>> toQuery(String token, int defaultSize) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("max_results", List.of(String.valueOf(pageSize == 0 ? defaultSize : pageSize)));
    query.put("filter", filter.isEmpty() ? List.of() : List.of(filter));
    query.put("order_by", orderBy);
    query.put("page_token", token.isEmpty() ? List.of() : List.of(token));
    return query;
  }

  ObjectNode toJson(String token, int defaultSize) {
    ObjectNode body = Json.object().put("max_results", pageSize == 0 ? defaultSize : pageSize);
    if (!filter.isEmpty()) {
      body.put("filter", filter);
    }
    if (!token.isEmpty()) {
      body.put("page_token", token);
    }
    body.set("order_by", Json.texts(orderBy));
    return body;
  }
}
