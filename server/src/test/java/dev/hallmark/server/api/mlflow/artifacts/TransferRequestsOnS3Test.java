package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.S3Server;
import java.util.Map;

class TransferRequestsOnS3Test extends TransferRequestsContract {
  @Override
  Map<Setting, String> settings() {
    return onS3("both");
  }

  /** A new bucket, with this mode of transfer. */
  static Map<Setting, String> onS3(String transfer) {
    S3Server service = S3Server.shared();
    S3Server.setCredentials();
    return Map.of(
        Setting.ARTIFACTS,
        "s3://" + service.newBucket() + "/team/models",
        Setting.S3_ENDPOINT,
        service.endpoint().toString(),
        Setting.ARTIFACT_TRANSFER,
        transfer);
  }
}
