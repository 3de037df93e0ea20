package dev.hallmark.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.MlflowApi;
import java.util.Map;
import java.util.Optional;

/**
 * Operations on experiments.
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

  /** Throws with code {@code RESOURCE_ALREADY_EXISTS} if the name is taken, even by a deleted experiment. */
  public Experiment create(String name, Map<String, String> tags) {
    ObjectNode body = Json.object().put("name", name);
    body.set("tags", Json.pairs(tags));
    return get(Json.text(api.once("POST", "experiments/create", body), "experiment_id"));
  }

  public Experiment get(String id) {
    return Experiment.from(
        Json.child(api.get("experiments/get", "experiment_id", id), "experiment"));
  }

  /** Finds deleted experiments too. */
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

  /** Returns the experiment with this name; creates it if missing. Safe if another job creates it at the same time. */
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
