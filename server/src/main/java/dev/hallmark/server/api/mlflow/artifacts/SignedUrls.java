package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.responses.ContentDisposition;
import dev.hallmark.server.api.responses.MediaTypes;
import dev.hallmark.server.artifacts.DirectTransfers;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.artifacts.store.PresignedTransfers.DownloadHeaders;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;

/** Presigned URLs in responses. */
public final class SignedUrls {
  static final Duration DOWNLOAD = Duration.ofMinutes(5);

  /**
   * A download. MLflow's clients read the URL from {@code url} or from {@code presigned_url}, depending on the call.
   *
   * @param sha256 in hexadecimal digits; null if the digest is not known
   */
  record SignedDownload(
      String url, String presignedUrl, Map<String, String> headers, long fileSize, String sha256) {}

  private SignedUrls() {}

  /** A URL that is valid for five minutes. */
  public static Object download(Context ctx, DirectTransfers transfers, ArtifactPath path) {
    return download(ctx, transfers, path, DOWNLOAD);
  }

  static SignedDownload download(
      Context ctx, DirectTransfers transfers, ArtifactPath path, Duration validity) {
    DirectTransfers.Download signed =
        transfers.download(Callers.of(ctx), path, SignedUrls::headers, validity);
    String url = signed.request().url();
    return new SignedDownload(
        url,
        url,
        signed.request().headers(),
        signed.size(),
        signed.sha256().isEmpty() ? null : signed.sha256());
  }

  /** The same headers as in downloads through this server. */
  private static DownloadHeaders headers(String name) {
    return new DownloadHeaders(MediaTypes.of(name), ContentDisposition.attachment(name));
  }

  /** @param seconds null for the default */
  static Duration expiration(Long seconds, Duration otherwise) {
    return seconds == null
        ? otherwise
        : Duration.ofSeconds(
            between("expiration", seconds, PresignedTransfers.LONGEST.toSeconds()));
  }

  /** Throws OUT_OF_RANGE unless the value is from 1 to this maximum. */
  static long between(String field, long value, long most) {
    if (value < 1 || value > most) {
      throw RegistryException.invalid(Subject.REQUEST, Reason.OUT_OF_RANGE, field, value, 1, most);
    }
    return value;
  }
}
