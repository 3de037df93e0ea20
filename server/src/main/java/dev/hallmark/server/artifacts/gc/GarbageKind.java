package dev.hallmark.server.artifacts.gc;

/** What can be garbage, in the order of its removal. The names are stored. */
public enum GarbageKind {
  /** A deleted run, with its files. */
  RUN,
  /** A deleted logged model, with its files. */
  LOGGED_MODEL,
  /** A deleted experiment without runs and logged models. */
  EXPERIMENT,
  /** A seal that no version has. */
  SEAL,
  /** The record of a version that does not exist. */
  VERSION_RECORD,
  /** A file of a server that stopped before it was complete. */
  TEMPORARY_FILE,
  /** A multipart upload that was neither completed nor aborted. */
  UPLOAD
}
