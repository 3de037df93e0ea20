package dev.hallmark.server.error;

/** Which rule a refused value broke; the texts of a protocol tell them apart where its clients do. */
public enum Reason {
  /** No more than the kind and the subject say. */
  PLAIN,
  MISSING,
  WRONG_TYPE,
  MALFORMED,
  TOO_LONG,
  /** Below the least or above the greatest value allowed; the fact is the bound. */
  OUT_OF_RANGE,
  /** A character that is not allowed there. */
  CHARACTERS,
  RESERVED,
  DUPLICATE,
  UNKNOWN,
  UNSUPPORTED,
  /** The server was started without it. */
  DISABLED,
  /** Two values given together that contradict each other. */
  MISMATCH,
  /** The stored bytes are not those that their digest was taken of. */
  DIFFERS,
  /** The files of a version are not sealed yet, or could not be; the fact behind the name is its status. */
  NOT_READY,
  /** The stored object is deleted. */
  DELETED,
  /** The name is held by a prompt, or a prompt's name by a model. */
  TAKEN_BY_OTHER_KIND,
  /** The answer to a change was lost: it may have been made all the same. */
  UNSURE,
  /** Changes are refused for now, reads are served; the field says what takes no changes: disk, database. */
  READ_ONLY,
  /** A search that was stopped; the fact is after how many seconds. */
  TOO_SLOW
}
