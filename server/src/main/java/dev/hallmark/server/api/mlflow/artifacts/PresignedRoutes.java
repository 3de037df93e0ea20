package dev.hallmark.server.api.mlflow.artifacts;

import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.api.responses.MediaTypes;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.DirectTransfers;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PresignedTransfers.SignedRequest;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Presigned URLs, with which clients download and upload single files without this server. */
public final class PresignedRoutes implements MlflowRoutes {
  private static final String BY_PATH = "/2.0/mlflow-artifacts/presigned/";
  private static final Duration UPLOAD = Duration.ofMinutes(15); // as MLflow's server

  private final Artifacts artifacts;
  private final DirectTransfers transfers;

  public PresignedRoutes(Artifacts artifacts, DirectTransfers transfers) {
    this.artifacts = artifacts;
    this.transfers = transfers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(BY_PATH + "<path>", Permission.READ, this::downloadByPath),
        Route.post("/2.0/mlflow/artifacts/presigned-upload-url", Permission.EDIT, this::upload),
        Route.post(
            "/2.0/mlflow/artifacts/presigned-download-url", Permission.READ, this::download));
  }

  private void downloadByPath(Context ctx) {
    ArtifactPath path = ArtifactPath.of(RawPath.after(ctx, MlflowProtocol.base(ctx) + BY_PATH));
    MlflowJson.write(ctx, SignedUrls.download(ctx, transfers, path));
  }

  /** @param modelId id of a logged model. MLflow 3.17 has it for uploads only */
  record OwnedFile(String runId, String modelId, String path, Long expiration) {}

  record SignedUpload(String presignedUrl, Map<String, String> headers) {}

  private void upload(Context ctx) {
    OwnedFile call = MlflowJson.read(ctx, OwnedFile.class);
    Duration validity = SignedUrls.expiration(call.expiration, UPLOAD);
    ArtifactPath path = path(ctx, call, "upload");
    SignedRequest signed =
        transfers.upload(Callers.of(ctx), path, MediaTypes.of(path.name()), validity);
    MlflowJson.write(ctx, new SignedUpload(signed.url(), signed.headers()));
  }

  private void download(Context ctx) {
    OwnedFile call = MlflowJson.read(ctx, OwnedFile.class);
    Duration validity = SignedUrls.expiration(call.expiration, SignedUrls.DOWNLOAD);
    ArtifactPath path = path(ctx, call, "download");
    MlflowJson.write(ctx, SignedUrls.download(ctx, transfers, path, validity));
  }

  private ArtifactPath path(Context ctx, OwnedFile call, String direction) {
    String name = required("path", call.path);
    if (orEmpty(call.runId).isEmpty() == orEmpty(call.modelId).isEmpty()) {
      throw RegistryException.invalid(
          Subject.REQUEST, Reason.MISMATCH, "run_id", "", "run_id", "model_id");
    }
    ArtifactPath root = orEmpty(call.runId).isEmpty()
        ? artifacts.rootOfLoggedModel(Callers.of(ctx), call.modelId)
        : artifacts.rootOfRun(Callers.of(ctx), call.runId);
    ArtifactPath path = root.child(name);
    if (!transfers
        .areOffered()) { // as MLflow's server responds for all mlflow-artifacts: locations
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.DISABLED, direction, path);
    }
    return path;
  }
}
