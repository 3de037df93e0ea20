package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Availability;
import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.PartedObject;
import dev.hallmark.server.artifacts.s3.service.S3Failures;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PresignedTransfers;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Transfers between clients and the bucket. The id of an upload that clients get consists of the mark in the metadata of the object,
 * a dot, and the id that the service gave to the upload, so the completion can be repeated.
 */
final class S3Presigned implements PresignedTransfers {
  private static final Pattern UPLOAD = Pattern.compile("([0-9a-f-]{36})\\.([!-~]{1,2000})");

  /** Error codes for parts that were not uploaded, are too small, or are not in order. */
  private static final Set<String> WRONG_PARTS = Set.of(
      "InvalidPart",
      "InvalidPartOrder",
      "InvalidPartNumber",
      "EntityTooSmall",
      "MalformedXML",
      "InvalidRequest",
      "InvalidArgument");

  private static final String NO_VERSION =
      "null"; // S3's id of an object from before versions were kept

  private final Bucket bucket;
  private final BucketKeys keys;
  private final S3Tree tree;
  private final UrlSigner signer;
  private final Availability availability;

  S3Presigned(
      Bucket bucket, BucketKeys keys, S3Tree tree, UrlSigner signer, Availability availability) {
    this.bucket = bucket;
    this.keys = keys;
    this.tree = tree;
    this.signer = signer;
    this.availability = availability;
  }

  @Override
  public SignedRequest download(ArtifactPath path, DownloadHeaders headers, Duration validity) {
    availability.require();
    String key = keys.of(path);
    return S3Failures.call(() -> {
      String version = bucket
          .head(key)
          .map(HeadObjectResponse::versionId)
          .filter(id -> !id.equals(NO_VERSION))
          .orElse("");
      return signer.get(key, version, headers, validity);
    });
  }

  @Override
  public SignedRequest upload(ArtifactPath path, String type, Duration validity) {
    availability.require();
    return S3Failures.call(() -> {
      tree.requireRoomForFile(path);
      return signer.put(keys.of(path), type, validity);
    });
  }

  @Override
  public String begin(ArtifactPath path) {
    availability.require();
    return S3Failures.call(() -> {
      tree.requireRoomForFile(path);
      PartedObject upload = PartedObject.begin(bucket, keys.of(path), any -> {});
      return upload.mark() + "." + upload.upload();
    });
  }

  @Override
  public SignedRequest part(ArtifactPath path, String upload, int number, Duration validity) {
    PartedObject object = object(path, upload);
    return S3Failures.call(() -> signer.part(object.key(), object.upload(), number, validity));
  }

  @Override
  public void complete(ArtifactPath path, String upload, List<UploadedPart> parts) {
    availability.require();
    PartedObject object = object(path, upload);
    List<CompletedPart> all = parts.stream()
        .map(each ->
            CompletedPart.builder().partNumber(each.number()).eTag(each.etag()).build())
        .toList();
    S3Failures.call(() -> {
      tree.requireRoomForFile(path);
      return true;
    });
    S3Failures.change(() -> complete(path, object, all));
    tree.stored(path);
  }

  private static boolean complete(
      ArtifactPath path, PartedObject object, List<CompletedPart> parts) {
    try {
      object.complete(parts, 0);
      return true;
    } catch (SdkException e) {
      if (S3Failures.isAbsent(e)) {
        throw noUpload(path);
      }
      if (WRONG_PARTS.contains(S3Failures.code(e))) {
        throw RegistryException.invalid(
            Subject.ARTIFACT, Reason.MALFORMED, "parts", S3Failures.code(e));
      }
      throw e;
    }
  }

  @Override
  public void abort(ArtifactPath path, String upload) {
    availability.require();
    PartedObject object = object(path, upload);
    S3Failures.call(() -> {
      try {
        bucket.abortUpload(object.key(), object.upload());
        return true;
      } catch (SdkException e) {
        throw S3Failures.isAbsent(e) ? noUpload(path) : e;
      }
    });
  }

  private PartedObject object(ArtifactPath path, String upload) {
    Matcher parts = UPLOAD.matcher(upload);
    if (!parts.matches()) {
      throw noUpload(path);
    }
    return new PartedObject(bucket, keys.of(path), parts.group(2), parts.group(1));
  }

  private static RegistryException noUpload(ArtifactPath path) {
    return RegistryException.notFound(Subject.ARTIFACT, "upload_id", path);
  }
}
