/**
 * A client for MLflow's REST API, for jobs that load models: {@link dev.hallmark.client} has the API calls, {@link dev.hallmark.client.batch}
 * downloads and caches models, {@link dev.hallmark.client.mlmodel} reads MLmodel files. Depends only on Jackson and the JDK.
 */
module dev.hallmark.client {
  requires java.net.http;
  requires com.fasterxml.jackson.databind;

  exports dev.hallmark.client;
  exports dev.hallmark.client.batch;
  exports dev.hallmark.client.mlmodel;
}
