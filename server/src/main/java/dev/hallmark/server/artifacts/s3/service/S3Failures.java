package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates errors of the service to exceptions of the server. The error code decides, because services use different statuses for it. */
public final class S3Failures {
  private static final Set<String> ABSENT = Set.of("NoSuchKey", "NotFound", "NoSuchUpload");

  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull");

  /** Services that store objects as files return these if a file exists where a folder is needed, or a folder where a file is. */
  private static final Set<String> MISMATCH =
      Set.of("ExistingObjectIsDirectory", "ObjectParentIsFile", "XMinioParentIsObject");

  private S3Failures() {}

  /** Runs work that changes nothing if it fails. Throws UNAVAILABLE if the service fails, INVALID_ARGUMENT if it refuses the key. */
  public static <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw of(e);
    }
  }

  /** Runs a visible change. Throws UNAVAILABLE with reason UNSURE if the change may have been made although it failed. */
  public static <T> T change(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      RegistryException refusal = of(e);
      throw isRefusal(e) ? refusal : RegistryException.unsure(Subject.STORAGE, e);
    }
  }

  public static RegistryException of(SdkException e) {
    String code = code(e);
    if (code.equals("KeyTooLongError")) {
      return PathRules.tooLong("", BucketKeys.LONGEST, "its key");
    }
    if (MISMATCH.contains(code)) {
      return RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", "");
    }
    return FULL.contains(code)
        ? RegistryException.readOnly("disk")
        : RegistryException.failed(Subject.STORAGE, e);
  }

  /** Whether the change was definitely not made: the only attempt was refused. */
  private static boolean isRefusal(SdkException e) {
    return status(e) >= 400 && status(e) < 500 && e.numAttempts() <= 1 || isConflict(e);
  }

  public static boolean isConflict(SdkException e) {
    return MISMATCH.contains(code(e));
  }

  public static boolean isAbsent(SdkException e) {
    return status(e) == 404 && (code(e).isEmpty() || ABSENT.contains(code(e)));
  }

  /** Whether the object was replaced or deleted: it does not have the ETag that the request required. */
  public static boolean isOther(SdkException e) {
    return status(e) == 412 || isAbsent(e);
  }

  public static boolean isUnsupported(SdkException e) {
    return status(e) == 501 || code(e).equals("NotImplemented");
  }

  public static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? Optional.ofNullable(service.awsErrorDetails().errorCode()).orElse("")
        : "";
  }

  /** 0 if there was no response. */
  public static int status(SdkException e) {
    return e instanceof AwsServiceException service ? service.statusCode() : 0;
  }
}
