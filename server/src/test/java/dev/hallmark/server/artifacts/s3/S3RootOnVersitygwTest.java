package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.testkit.S3Server;
import dev.hallmark.server.testkit.S3Service;

/** On versitygw, which stores objects as files of a folder and verifies signatures. */
class S3RootOnVersitygwTest extends S3RootContract {
  @Override
  S3Service service() {
    return S3Server.shared();
  }
}
