package dev.hallmark.server.auth;

/** Receives rejected calls after their transaction has been rolled back. */
public interface RefusalLog {
  RefusalLog NONE = (caller, refusal, call) -> {};

  /** @param call method and path */
  void refused(Caller caller, Refusal refusal, String call);
}
