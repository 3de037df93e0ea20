package dev.hallmark.server.api.mlflow;

import org.junit.jupiter.api.Test;

/** What clients ask about the server. */
class SystemRoutesTest extends ApiCase {
  @Test
  void serverInfo_promisesWhatThereIs() {
    String version = http("").get("/version").getHeader("X-Hallmark-Version");
    assertAnswer(http("/api/3.0/mlflow").get("/server-info"), """
        {
          "store_type": "SqlStore",
          "workspaces_enabled": false,
          "trace_archival_enabled": false,
          "multipart_uploads_enabled": false,
          "multipart_downloads_enabled": false,
          "artifact_serving_enabled": true,
          "artifacts_presigned_only": false,
          "features_enabled": {"gateway": false, "scheduled_issue_detection": false},
          "presigned_upload_run_id_supported": false,
          "presigned_upload_model_id_supported": false,
          "model_artifact_presigned_downloads_supported": false,
          "tracking_auth": "",
          "idempotency_keys_supported": true,
          "hallmark_version": "%s"
        }
        """.formatted(version));
  }
}
