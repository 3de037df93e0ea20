package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.S3Service;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A new bucket of a service, and what a test does to it from outside. */
public final class S3Bucket implements AutoCloseable {
  static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
      AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));

  /** Small enough that tests come to the cases of large files. */
  static final S3Limits SMALL_LIMITS = new S3Limits(new PartMemory(12 << 20), PartSizes.LEAST);

  final String name;
  final S3Client client;
  private final URI endpoint;

  public S3Bucket(S3Service server) {
    this.endpoint = server.endpoint();
    this.name = server.newBucket();
    this.client = Clients.create(settings(""), CREDENTIALS);
  }

  S3Settings settings(String prefix) {
    return new S3Settings(name, prefix, endpoint.toString(), "", true, "");
  }

  public S3Store store(String prefix) {
    return S3Store.open(settings(prefix), CREDENTIALS, SMALL_LIMITS, Clock.systemUTC());
  }

  /** A store whose requests go to this service. */
  public S3Store store(FaultyService service) {
    S3Settings through = new S3Settings(name, "", service.uri().toString(), "", true, "");
    return S3Store.open(through, CREDENTIALS, SMALL_LIMITS, Clock.systemUTC());
  }

  public void put(String key, String text) {
    client.putObject(put -> put.bucket(name).key(key), RequestBody.fromString(text));
  }

  void delete(String key) {
    client.deleteObject(delete -> delete.bucket(name).key(key));
  }

  /** Deletes all objects and the bucket. */
  void deleteAll() {
    everything().forEach(this::delete);
    client.deleteBucket(delete -> delete.bucket(name));
  }

  /** Begins an upload with one part. */
  public String begin(String key) {
    String upload =
        client.createMultipartUpload(create -> create.bucket(name).key(key)).uploadId();
    client.uploadPart(
        part -> part.bucket(name).key(key).uploadId(upload).partNumber(1),
        RequestBody.fromString("part"));
    return upload;
  }

  /** The ids of unfinished uploads. */
  public Set<String> uploads() {
    return client.listMultipartUploads(list -> list.bucket(name)).uploads().stream()
        .map(MultipartUpload::uploadId)
        .collect(Collectors.toSet());
  }

  /** Objects and unfinished uploads. */
  public List<String> everything() {
    Stream<String> objects =
        client.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream()
            .map(S3Object::key);
    Stream<String> uploads =
        client.listMultipartUploads(list -> list.bucket(name)).uploads().stream()
            .map(MultipartUpload::key);
    return Stream.concat(objects, uploads).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
