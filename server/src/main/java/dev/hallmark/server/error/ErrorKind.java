package dev.hallmark.server.error;

/** The kind of an error, independent of protocols. Each protocol maps kinds to its own status and error codes. */
public enum ErrorKind {
  INVALID_ARGUMENT,
  NOT_FOUND,
  ALREADY_EXISTS,
  /** The stored state does not allow it. */
  CONFLICT,
  UNAUTHENTICATED,
  FORBIDDEN,
  /** The request body exceeds a limit. */
  TOO_LARGE,
  /** This server does not offer the call in its configuration. */
  NOT_IMPLEMENTED,
  /** The server is overloaded; the same call may succeed a moment later. */
  OVERLOADED,
  /** The server cannot execute the call now. Nothing was changed, unless the reason is UNSURE. */
  UNAVAILABLE,
  INTERNAL
}
