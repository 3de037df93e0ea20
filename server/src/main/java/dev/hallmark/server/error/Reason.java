package dev.hallmark.server.error;

/** The rule that an invalid value violates. A protocol uses it to choose the message. */
public enum Reason {
  /** No further detail. */
  PLAIN,
  MISSING,
  WRONG_TYPE,
  MALFORMED,
  TOO_LONG,
  /** Below the minimum or above the maximum; the fact is the limit. */
  OUT_OF_RANGE,
  /** It contains a character that is not allowed. */
  CHARACTERS,
  RESERVED,
  DUPLICATE,
  UNKNOWN,
  UNSUPPORTED,
  /** An S3 service does not let this server read; the fact is its reason. */
  REFUSED_BY_STORAGE,
  /**
   * Nothing can be read in the folder or bucket now; the fact says why. For one where clients store files: it does not exist, or looks like
   * a share that is not mounted.
   */
  ROOT_MISSING,
  /** A header makes an upload conditional or partial. */
  CONDITIONAL,
  /** An S3 service failed to execute a request. */
  SERVICE_FAILED,
  /** The feature is disabled in the configuration. */
  DISABLED,
  /** Two values of the request contradict each other. */
  MISMATCH,
  /** The stored content does not match its digest. */
  DIFFERS,
  /** Some of the files that were sealed together do not match their digests, so none of them is used. */
  QUARANTINED,
  /** The server stores no files of the version; the fact is the name of its model. */
  NOT_SEALED,
  /** The files of a version are not sealed yet, or sealing failed; the facts after the name are its status and why. */
  NOT_READY,
  /** The stored object is deleted. */
  DELETED,
  /** The name belongs to a prompt instead of a model, or to a model instead of a prompt. */
  TAKEN_BY_OTHER_KIND,
  /** The result of a change is unknown: it may have been committed. */
  UNSURE,
  /** Changes are rejected for now, reads work; the field is the cause: disk or database. */
  READ_ONLY,
  /** A search that was cancelled; the fact is its limit in seconds. */
  TOO_SLOW
}
