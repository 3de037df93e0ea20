package dev.hallmark.server.testkit;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.auth.Principal;
import dev.hallmark.server.auth.RequestInfo;

/** Callers for tests, and the policy under which each of them may do what its name says. */
public final class TestCallers {
  private static final String REFUSED = "may not ";
  private static final RequestInfo REQUEST = new RequestInfo("test", "r-1", "127.0.0.1");

  /** Everything is allowed, but for {@link #without what a caller is made to lack}. */
  public static final Policy POLICY =
      (caller, permission) -> !caller.principal().id().equals(REFUSED + permission);

  private TestCallers() {}

  /** Someone who may do everything, in the default workspace. */
  public static Caller named(String name) {
    return new Caller(new Principal(name, name, ""), Caller.DEFAULT_WORKSPACE, REQUEST);
  }

  /** Someone who may do all but this. */
  public static Caller without(Permission permission) {
    return new Caller(
        new Principal(REFUSED + permission, "ann", ""), Caller.DEFAULT_WORKSPACE, REQUEST);
  }
}
