package dev.hallmark.server.api.mlflow.tracking;

import static dev.hallmark.server.api.requests.RequiredFields.orElse;
import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.PageSize;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.DatasetRef;
import dev.hallmark.server.filter.Grammar;
import dev.hallmark.server.filter.OrderEntry;
import dev.hallmark.server.page.Rows;
import dev.hallmark.server.tracking.experiments.ExperimentId;
import dev.hallmark.server.tracking.models.LoggedModel;
import dev.hallmark.server.tracking.models.LoggedModels;
import io.javalin.http.Context;
import java.util.List;

/** {@code logged-models/search} */
public final class LoggedModelSearchRoutes implements MlflowRoutes {
  private static final int DEFAULT_RESULTS = 50;
  private static final int MAX_RESULTS = 50_000;

  private final LoggedModels models;

  public LoggedModelSearchRoutes(LoggedModels models) {
    this.models = models;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/2.0/mlflow/logged-models/search", Permission.READ, this::search));
  }

  record WireDatasetRef(String datasetName, String datasetDigest) {
    DatasetRef toDomain() {
      return new DatasetRef(required("dataset_name", datasetName), orEmpty(datasetDigest));
    }
  }

  record WireOrder(String fieldName, Boolean ascending, String datasetName, String datasetDigest) {
    OrderEntry toDomain() {
      DatasetRef dataset = new DatasetRef(orEmpty(datasetName), orEmpty(datasetDigest));
      return new OrderEntry(required("field_name", fieldName), orElse(ascending, true), dataset);
    }
  }

  record SearchCall(
      List<String> experimentIds,
      String filter,
      List<WireDatasetRef> datasets,
      Long maxResults,
      List<WireOrder> orderBy,
      String pageToken) {}

  private void search(Context ctx) {
    SearchCall call = MlflowJson.read(ctx, SearchCall.class);
    List<String> experiments = required("experiment_ids", call.experimentIds);
    Rows<LoggedModel> found = models.search(
        Callers.of(ctx),
        experiments.stream().map(ExperimentId::of).toList(),
        orEmpty(call.datasets).stream().map(WireDatasetRef::toDomain).toList(),
        Grammar.LOGGED_MODELS.filter(orEmpty(call.filter)),
        Grammar.LOGGED_MODELS.orderOf(
            orEmpty(call.orderBy).stream().map(WireOrder::toDomain).toList()),
        PageSize.of(Subject.LOGGED_MODEL, call.maxResults, DEFAULT_RESULTS, MAX_RESULTS),
        orEmpty(call.pageToken));
    ListResponse.write(ctx, "models", found, WireLoggedModel::of);
  }
}
