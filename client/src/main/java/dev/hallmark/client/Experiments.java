package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.MlflowApi;
import java.util.Map;
import java.util.Optional;

/**
 * The calls about experiments that a job needs.
 *
 * <pre>{@code
 * String id = client.experiments().getOrCreate("nightly scoring").id();
 * }</pre>
 */
public final class Experiments {
  private final MlflowApi api;

  Experiments(MlflowApi api) {
    this.api = api;
  }

  /** Throws with code {@code RESOURCE_ALREADY_EXISTS} when the name is taken, also by a deleted one. */
  public Experiment create(String name, Map<String, String> tags) {
    ObjectNode body = Json.object().put("name", name);
    body.set("tags", Json.pairs(tags));
    return get(Json.text(api.once("POST", "experiments/create", body), "experiment_id"));
  }

  public Experiment get(String id) {
    return Experiment.from(
        Json.child(api.get("experiments/get", "experiment_id", id), "experiment"));
  }

  /** Also a deleted one. */
  public Optional<Experiment> find(String name) {
    try {
      return Optional.of(Experiment.from(
          Json.child(api.get("experiments/get-by-name", "experiment_name", name), "experiment")));
    } catch (HallmarkException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The experiment of this name, made if need be; another job may make it at the same time. */
  public Experiment getOrCreate(String name) {
    return find(name).orElseGet(() -> {
      try {
        return create(name, Map.of());
      } catch (HallmarkException e) {
        if (e.code().equals("RESOURCE_ALREADY_EXISTS")) {
          return find(name).orElseThrow(() -> e);
        }
        throw e;
      }
    });
  }
}
