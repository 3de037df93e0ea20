package dev.hallmark.server.artifacts.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Presigned URLs of a store: with one, a client transfers one file without the server and without credentials. A URL is valid for one
 * method and one file. Nobody can withdraw it before it expires.
 */
public interface PresignedTransfers {
  /** S3 accepts no presigned URL that is valid for longer. */
  Duration LONGEST = Duration.ofDays(7);

  /** S3 accepts no more parts. */
  int MOST_PARTS = 10_000;

  /**
   * A request that a client can send.
   *
   * @param headers the client must send them with it
   */
  record SignedRequest(String url, Map<String, String> headers) {
    public SignedRequest {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Headers of the response to a download.
   *
   * @param type {@code Content-Type}
   * @param disposition {@code Content-Disposition}
   */
  record DownloadHeaders(String type, String disposition) {}

  /**
   * A part that a client has uploaded.
   *
   * @param number from 1
   * @param etag as in the response to the upload of the part, with or without quotes
   */
  record UploadedPart(int number, String etag) {}

  /** A GET of this file. If the store keeps earlier versions of files, it is for this version only. */
  SignedRequest download(ArtifactPath path, DownloadHeaders headers, Duration validity);

  /**
   * A PUT of this file, which replaces an existing one. Throws INVALID_ARGUMENT if the path cannot be a file.
   *
   * @param type the {@code Content-Type} that the client must send
   */
  SignedRequest upload(ArtifactPath path, String type, Duration validity);

  /**
   * Begins a multipart upload. Throws INVALID_ARGUMENT if the path cannot be a file.
   *
   * @return the id of the upload
   */
  String begin(ArtifactPath path);

  /** A PUT of a part. Does not check whether the upload exists. */
  SignedRequest part(ArtifactPath path, String upload, int number, Duration validity);

  /**
   * Makes a file of the parts, which replaces an existing one. If the file was made by an earlier call, nothing is changed. Throws
   * NOT_FOUND for an upload that does not exist or is of another path, INVALID_ARGUMENT if the parts are not what was uploaded, or
   * if the path cannot be a file.
   */
  void complete(ArtifactPath path, String upload, List<UploadedPart> parts);

  /** Deletes the parts. Throws NOT_FOUND for an upload that does not exist or is of another path. */
  void abort(ArtifactPath path, String upload);
}
