package dev.hallmark.server.tracking.models;

/** The upload status of a logged model. The order is that of MLflow's enum numbers, which the database stores. */
public enum LoggedModelStatus {
  UNSPECIFIED,
  PENDING,
  READY,
  UPLOAD_FAILED;

  int number() {
    return ordinal();
  }

  static LoggedModelStatus of(int number) {
    return values()[number];
  }
}
