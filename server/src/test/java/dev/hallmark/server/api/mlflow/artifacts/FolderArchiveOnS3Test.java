package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.config.settings.Setting;
import java.util.Map;

class FolderArchiveOnS3Test extends FolderArchiveContract {
  @Override
  Map<Setting, String> settings() {
    return TransferRequestsOnS3Test.onS3("proxy");
  }
}
