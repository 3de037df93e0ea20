package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Json;
import java.util.List;

/**
 * The state of a garbage collection, and what it has found so far.
 *
 * @param status {@code running}, {@code done} or {@code failed}
 * @param error why it failed, or while it runs, why it had to repeat something last; empty if nothing failed
 * @param dryRun whether it changes nothing
 * @param freed what was removed, or is to be removed, by kind
 * @param listed at most 100 objects of each kind that were removed, and as many that were kept
 * @param toJson the response of the server
 */
public record GarbageCollection(
    String id,
    String status,
    String error,
    boolean dryRun,
    List<Freed> freed,
    List<Listed> listed,
    String toJson) {

  /** @param kind such as {@code run} or {@code seal} */
  public record Freed(String kind, long objects, long bytes) {
    static Freed from(JsonNode json) {
      return new Freed(
          Json.text(json, "kind"), Json.number(json, "objects"), Json.number(json, "bytes"));
    }
  }

  /**
   * @param name identifies it within its kind
   * @param reason why it is removed or kept
   */
  public record Listed(String kind, boolean isSkipped, String name, String reason, long bytes) {
    static Listed from(JsonNode json) {
      return new Listed(
          Json.text(json, "kind"),
          Json.text(json, "outcome").equals("skipped"),
          Json.text(json, "name"),
          Json.text(json, "reason"),
          Json.number(json, "bytes"));
    }
  }

  public GarbageCollection {
    freed = List.copyOf(freed);
    listed = List.copyOf(listed);
  }

  static GarbageCollection from(JsonNode json) {
    return new GarbageCollection(
        Json.text(json, "id"),
        Json.text(json, "status"),
        Json.text(json, "error"),
        json.path("dry_run").asBoolean(),
        Json.list(json, "freed", Freed::from),
        Json.list(json, "objects", Listed::from),
        json.toPrettyString());
  }

  public boolean isRunning() {
    return status.equals("running");
  }

  public boolean isDone() {
    return status.equals("done");
  }

  /** How many objects of all kinds. */
  public long objects() {
    return freed.stream().mapToLong(Freed::objects).sum();
  }

  /** The size of all kinds. */
  public long bytes() {
    return freed.stream().mapToLong(Freed::bytes).sum();
  }
}
