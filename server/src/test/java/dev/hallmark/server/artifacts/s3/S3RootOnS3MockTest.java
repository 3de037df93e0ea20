package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.testkit.S3Mock;
import dev.hallmark.server.testkit.S3Service;

/** On S3Mock. */
class S3RootOnS3MockTest extends S3RootContract {
  @Override
  S3Service service() {
    return S3Mock.shared();
  }
}
