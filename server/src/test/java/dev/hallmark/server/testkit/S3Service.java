package dev.hallmark.server.testkit;

import java.net.URI;

/** An S3 service for tests, with the credentials of {@link S3Server}. */
public interface S3Service {
  URI endpoint();

  /** A new bucket's name. */
  String newBucket();
}
