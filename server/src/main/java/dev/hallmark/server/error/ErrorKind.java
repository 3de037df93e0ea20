package dev.hallmark.server.error;

/** What went wrong, in Hallmark's own words. Each protocol says it in its own words. */
public enum ErrorKind {
  INVALID_ARGUMENT,
  NOT_FOUND,
  ALREADY_EXISTS,
  /** The stored state does not allow it. */
  CONFLICT,
  UNAUTHENTICATED,
  FORBIDDEN,
  /** A body beyond what is read. */
  TOO_LARGE,
  /** Too much at once; the same call may succeed a moment later. */
  OVERLOADED,
  /** The server cannot do it now. Nothing was changed, unless the reason is UNSURE. */
  UNAVAILABLE,
  INTERNAL
}
