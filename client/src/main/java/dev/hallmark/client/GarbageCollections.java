package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.HallmarkApi;
import dev.hallmark.client.http.Json;

/**
 * Frees space on the server. Requires the permission to administer it. Only with Hallmark.
 *
 * <pre>{@code
 * GarbageCollection plan = client.garbageCollections().start(true, "7d");
 * while (plan.isRunning()) {
 *   Thread.sleep(1000);
 *   plan = client.garbageCollections().get(plan.id());
 * }
 * plan.listed().forEach(System.out::println);
 * }</pre>
 */
public final class GarbageCollections {
  private static final String PATH = "gc";

  private final HallmarkApi api;

  GarbageCollections(HallmarkApi api) {
    this.api = api;
  }

  /**
   * Starts a garbage collection, which goes on in the background. Throws {@link HallmarkException} with code {@code CONFLICT} if one is
   * running.
   *
   * @param dryRun whether it only finds out what would be removed
   * @param olderThan the grace period, such as {@code 7d} or {@code 12h}
   */
  public GarbageCollection start(boolean dryRun, String olderThan) {
    ObjectNode body = Json.object().put("dry_run", dryRun).put("older_than", olderThan);
    return GarbageCollection.from(api.post(PATH, body));
  }

  /** The state of a garbage collection. */
  public GarbageCollection get(String id) {
    return GarbageCollection.from(api.get(PATH + "/" + HallmarkApi.segment(id)));
  }
}
