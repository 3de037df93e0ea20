package com.example;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.batch.ConsoleBar;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import java.time.Duration;
import java.util.Map;

public final class ScoreJob {
  public static void main(String[] args) {
    ModelFetcher fetcher = ModelFetcher.of(HallmarkClient.fromEnvironment())
        .progress(new ConsoleBar(System.err))
        .whenUnreachable(Duration.ofDays(2)); // then what was fetched before will do
    Map<String, Double> row = Map.of(
        "sepal length (cm)", 5.1, "sepal width (cm)", 3.5, "petal length (cm)", 1.4, "petal width (cm)", 0.2);
    try (FetchedModel model = fetcher.fetch(args[0])) { // resolved once: an alias that moves now changes nothing
      System.out.println(model.name() + " version " + model.version() + ", sealed as " + model.digest());
      model.mlModel().signature().require(row);
      System.out.println("The row fits. Score it with the files in " + model.folder());
      fetcher.recordUse(model, "nightly-scoring");
    }
  }
}
