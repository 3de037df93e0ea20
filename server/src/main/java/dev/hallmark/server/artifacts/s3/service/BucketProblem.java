package dev.hallmark.server.artifacts.s3.service;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Describes why a bucket cannot be used. Most reasons follow from the error code of S3. */
public final class BucketProblem {
  private static final Set<String> REGION = Set.of(
      "PermanentRedirect",
      "TemporaryRedirect",
      "Redirect",
      "AuthorizationHeaderMalformed",
      "AuthorizationQueryParametersError",
      "IllegalLocationConstraintException",
      "IncorrectEndpoint");

  private static final Set<String> BUSY = Set.of(
      "SlowDown",
      "RequestTimeout",
      "ServiceUnavailable",
      "InternalError",
      "Throttling",
      "ThrottlingException",
      "OperationAborted");

  /** The correct region in the message of an error. */
  private static final Pattern EXPECTED =
      Pattern.compile("(?i)expect(?:ing|ed)[^a-z0-9]+([a-z0-9-]+)");

  private final S3Settings settings;

  public BucketProblem(S3Settings settings) {
    this.settings = settings;
  }

  /** Whether the problem may be temporary: the service is unavailable or busy. */
  static boolean isPassing(SdkException e) {
    int status = S3Failures.status(e);
    if (status == 0) {
      return find(e, SSLException.class).isEmpty();
    }
    return status >= 500 && status != 501 && !S3Failures.isUnsupported(e)
        || BUSY.contains(S3Failures.code(e));
  }

  /** Whether the service refuses this server's credentials or settings, so that it is of no use to repeat the request. */
  public static boolean isRefusal(SdkException e) {
    return S3Failures.status(e) != 0 && !isPassing(e);
  }

  /** @param action the failed operation, such as {@code write to it} */
  public String of(SdkException e, String action) {
    String code = S3Failures.code(e);
    if (REGION.contains(code) || S3Failures.status(e) == 301) {
      return "the region is wrong"
          + region(e).map(found -> ": the bucket is in " + found).orElse("") + "; set s3-region";
    }
    if (code.startsWith("KMS") || !settings.encryption().isEmpty() && isAboutEncryption(code)) {
      return "the service does not encrypt as s3-sse says, " + settings.encryption() + ": "
          + describe(e);
    }
    Optional<SSLException> tls = find(e, SSLException.class);
    if (tls.isPresent()) {
      return "no secure connection to the service: " + tls.get().getMessage();
    }
    return switch (code) {
      case "InvalidAccessKeyId", "XAdminUserNotFound" -> "the access key is unknown to the service";
      case "SignatureDoesNotMatch" -> "the secret key is not the one of the access key";
      case "InvalidToken", "ExpiredToken", "TokenRefreshRequired" ->
        "the session token is not valid, or not any more";
      case "NoSuchBucket", "InvalidBucketName" ->
        "the bucket " + settings.bucket() + " does not exist";
      case "AccessDenied", "AllAccessDisabled", "UnauthorizedAccess", "Forbidden" ->
        "access denied: these credentials may not " + action;
      case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" -> CLOCK;
      default -> "the service refused to " + action + ": " + describe(e);
    };
  }

  static final String CLOCK = "the clocks of this machine and of the service differ too much";

  private static boolean isAboutEncryption(String code) {
    return Set.of(
            "NotImplemented",
            "InvalidArgument",
            "InvalidRequest",
            "InvalidEncryptionAlgorithmError")
        .contains(code);
  }

  private static Optional<String> region(SdkException e) {
    Optional<String> header = e instanceof AwsServiceException service
            && service.awsErrorDetails() != null
            && service.awsErrorDetails().sdkHttpResponse() != null
        ? service.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region")
        : Optional.empty();
    Matcher text = EXPECTED.matcher(String.valueOf(e.getMessage()));
    return header.isPresent() || !text.find() ? header : Optional.of(text.group(1));
  }

  private static String describe(SdkException e) {
    String code = S3Failures.code(e);
    return code.isEmpty() ? firstLine(e.getMessage()) : code + ", status " + S3Failures.status(e);
  }

  /** Describes a temporary problem. */
  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof SdkException failure && !S3Failures.code(failure).isEmpty()
        ? describe(failure)
        : root.getClass().getSimpleName() + ": " + firstLine(root.getMessage());
  }

  private static String firstLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
