package dev.hallmark.server.artifacts.sealing;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;

/** Tells failures that may be temporary from those that stay, and describes them. */
public final class SealingFailures {
  private SealingFailures() {}

  /** Describes a failure that may be temporary, for people. */
  public static String temporary(RuntimeException e) {
    return e instanceof RegistryException failure && failure.reason() == Reason.ROOT_MISSING
        ? failure.value() + " is unavailable (" + failure.facts().get(0) + ")"
        : "the source or the store is unavailable";
  }

  /** The same exception if another attempt may succeed. */
  static RuntimeException of(RegistryException e) {
    boolean passing = e.kind() == ErrorKind.UNAVAILABLE
        || e.kind() == ErrorKind.OVERLOADED
        || e.kind() == ErrorKind.INTERNAL;
    return passing ? e : new UnsealableSourceException(text(e), e);
  }

  private static String text(RegistryException e) {
    return switch (e.reason()) {
      case REFUSED_BY_STORAGE ->
        "this server cannot read " + e.value() + ": " + e.facts().get(0);
      case QUARANTINED -> "the same files are sealed already, and that seal is damaged";
      case UNSUPPORTED ->
        "'" + e.value()
            + "' is a symbolic link or a special file, or has a name that this server does not store";
      case TOO_LONG ->
        "'" + e.value() + "' is too long: " + e.facts().get(1) + " has more than "
            + e.facts().get(0) + " bytes";
      default -> "'" + e.value() + "' is not a path that this server stores";
    };
  }
}
