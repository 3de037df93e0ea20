package dev.hallmark.server.auth;

/** Is told of refused calls, when whatever they had begun is rolled back. */
public interface RefusalLog {
  RefusalLog NONE = (caller, refusal, call) -> {};

  /** @param call its method and path */
  void refused(Caller caller, Refusal refusal, String call);
}
