package dev.hallmark.server.api.mlflow.artifacts;

import dev.hallmark.server.config.settings.Setting;
import java.util.Map;

class TransferRequestsTest extends TransferRequestsContract {
  @Override
  Map<Setting, String> settings() {
    return Map.of();
  }
}
