package dev.hallmark.server.tracking.models;

/** How far the upload of a logged model's files has come. The order is MLflow's numbering, which the database keeps. */
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
