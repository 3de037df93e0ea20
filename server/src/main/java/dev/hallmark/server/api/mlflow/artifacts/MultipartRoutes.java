package dev.hallmark.server.api.mlflow.artifacts;

import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.MlflowProtocol;
import dev.hallmark.server.api.mlflow.MlflowRoutes;
import dev.hallmark.server.api.mlflow.json.ListResponse;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.RawPath;
import dev.hallmark.server.artifacts.DirectTransfers;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.artifacts.store.PresignedTransfers.SignedRequest;
import dev.hallmark.server.artifacts.store.PresignedTransfers.UploadedPart;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.page.Rows;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Multipart uploads, whose parts clients send to the store. The path of the URL is the target folder. The {@code path} of the body is the path
 * of the file on the client's machine, of which only the name counts.
 */
public final class MultipartRoutes implements MlflowRoutes {
  private static final String MULTIPART = "/2.0/mlflow-artifacts/mpu/";

  private final DirectTransfers transfers;

  public MultipartRoutes(DirectTransfers transfers) {
    this.transfers = transfers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(MULTIPART + "create/<path>", Permission.EDIT, this::create),
        Route.post(MULTIPART + "complete/<path>", Permission.EDIT, this::complete),
        Route.post(MULTIPART + "abort/<path>", Permission.EDIT, this::abort));
  }

  record Create(String path, Long numParts) {}

  /** A URL to upload a part. */
  record Credential(String url, int partNumber, Map<String, String> headers) {
    static Credential of(int number, SignedRequest request) {
      return new Credential(request.url(), number, request.headers());
    }
  }

  private void create(Context ctx) {
    Create call = MlflowJson.read(ctx, Create.class);
    ArtifactPath file = file(ctx, "create", call.path);
    int parts = (int) SignedUrls.between(
        "num_parts", required("num_parts", call.numParts), PresignedTransfers.MOST_PARTS);
    DirectTransfers.Multipart upload = transfers.begin(Callers.of(ctx), file, parts);
    ListResponse.write(
        ctx,
        Map.of("upload_id", upload.id()),
        "credentials",
        Rows.of(IntStream.rangeClosed(1, parts).boxed().toList()),
        number -> Credential.of(number, upload.part(number)));
  }

  /** The file in the folder of the URL that has the name of this local file, which can be a path of Windows. */
  private static ArtifactPath file(Context ctx, String step, String localPath) {
    String folder = RawPath.after(ctx, MlflowProtocol.base(ctx) + MULTIPART + step + "/");
    ArtifactPath target = ArtifactPath.ofFolder(folder);
    String local = required("path", localPath);
    int end = Math.max(local.lastIndexOf('/'), local.lastIndexOf('\\'));
    String name = local.substring(end + 1);
    if (name.isEmpty()) {
      throw RegistryException.invalid(Subject.ARTIFACT, Reason.MISSING, "path", local);
    }
    return target.child(ArtifactPath.of(name).value());
  }

  record Complete(String path, String uploadId, List<Part> parts) {}

  record Part(Long partNumber, String etag) {}

  private void complete(Context ctx) {
    Complete call = MlflowJson.read(ctx, Complete.class);
    ArtifactPath file = file(ctx, "complete", call.path);
    transfers.complete(
        Callers.of(ctx),
        file,
        required("upload_id", call.uploadId),
        parts(required("parts", call.parts)));
    MlflowJson.write(ctx, Map.of());
  }

  /** Sorted by number. */
  private static List<UploadedPart> parts(List<Part> parts) {
    SignedUrls.between("parts", parts.size(), PresignedTransfers.MOST_PARTS);
    Set<Integer> numbers = new HashSet<>();
    return IntStream.range(0, parts.size())
        .mapToObj(i -> part(i, parts.get(i), numbers))
        .sorted(Comparator.comparing(UploadedPart::number))
        .toList();
  }

  private static UploadedPart part(int index, Part part, Set<Integer> numbers) {
    String path = "parts[" + index + "].";
    String field = path + "part_number";
    int number = (int)
        SignedUrls.between(field, required(field, part.partNumber), PresignedTransfers.MOST_PARTS);
    if (!numbers.add(number)) {
      throw RegistryException.invalid(Subject.REQUEST, field, number);
    }
    return new UploadedPart(number, required(path + "etag", part.etag));
  }

  record Abort(String path, String uploadId) {}

  private void abort(Context ctx) {
    Abort call = MlflowJson.read(ctx, Abort.class);
    ArtifactPath file = file(ctx, "abort", call.path);
    transfers.abort(Callers.of(ctx), file, required("upload_id", call.uploadId));
    MlflowJson.write(ctx, Map.of());
  }
}
