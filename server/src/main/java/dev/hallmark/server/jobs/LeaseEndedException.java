package dev.hallmark.server.jobs;

/** The handler must end its work now. The job continues later, on this or another server. */
public final class LeaseEndedException extends RuntimeException {
  LeaseEndedException(String message) {
    super(message, null, false, false);
  }
}
