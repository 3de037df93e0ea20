package dev.hallmark.server.registry;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.registry.versions.SourceResolver;
import dev.hallmark.server.storage.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs and logged models that a test says there are. */
final class FakeSourceResolver implements SourceResolver {
  final Map<String, String> runs = new ConcurrentHashMap<>();
  final Map<String, LoggedModelSource> loggedModels = new ConcurrentHashMap<>();

  /** By {@code run/name}. */
  final Map<String, String> newest = new ConcurrentHashMap<>();

  /** As {@code m-… name version}. */
  final List<String> registered = new ArrayList<>();

  /** Whether clients track their runs on another server. */
  boolean external;

  @Override
  public Optional<String> run(AuthorizedCaller caller, String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  @Override
  public Optional<LoggedModelSource> loggedModel(AuthorizedCaller caller, String loggedModelId) {
    return Optional.ofNullable(loggedModels.get(loggedModelId));
  }

  @Override
  public boolean isElsewhere(AuthorizedCaller caller, String runId, String loggedModelId) {
    return external
        && (!runId.isEmpty() && !runs.containsKey(runId)
            || !loggedModelId.isEmpty() && !loggedModels.containsKey(loggedModelId));
  }

  @Override
  public Optional<LoggedModelSource> newestReady(
      AuthorizedCaller caller, String runId, String name) {
    return Optional.ofNullable(newest.get(runId + "/" + name)).map(loggedModels::get);
  }

  @Override
  public void registered(
      Tx tx, AuthorizedCaller caller, String loggedModelId, String name, int version) {
    registered.add(loggedModelId + " " + name + " " + version);
  }

  void logged(String id, String artifactUri, String runId) {
    loggedModels.put(id, new LoggedModelSource(id, artifactUri, runId));
  }
}
