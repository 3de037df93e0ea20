package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.FileStamp;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tests at the start whether a bucket can be read: lists it, and begins to read the first object, if there is one. */
public final class ReadCheck {
  private final CheckSteps steps;
  private final Bucket bucket;
  private final String prefix;

  public ReadCheck(S3Settings settings, Bucket bucket, AwsCredentialsProvider credentials) {
    this.steps = new CheckSteps(settings, credentials);
    this.bucket = bucket;
    this.prefix = new BucketKeys(settings.prefix()).below(ArtifactPath.ROOT);
  }

  /** As {@link BucketCheck#run}. */
  public Optional<String> run() {
    return steps.run(() ->
        steps
            .step("list it", () -> bucket.list(list -> list.prefix(prefix).maxKeys(1)))
            .contents()
            .stream()
            .filter(object -> object.size() > 0)
            .findFirst()
            .ifPresent(object -> steps.step("read from it", () -> read(object))));
  }

  private boolean read(S3Object object) {
    FileStamp stamp = new FileStamp(object.size(), Bucket.unquoted(object.eTag()));
    bucket.get(object.key(), stamp, 0).abort();
    return true;
  }
}
