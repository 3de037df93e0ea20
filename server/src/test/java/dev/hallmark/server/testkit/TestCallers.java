package dev.hallmark.server.testkit;

import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.auth.Policy;
import dev.hallmark.server.auth.Principal;
import dev.hallmark.server.auth.RequestInfo;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.auth.Visibility;
import java.util.List;
import java.util.Optional;

/** Callers for tests, and the policy by which each of them may do what its id says. */
public final class TestCallers {
  /** Everything is allowed, but for what a caller is made to lack. */
  public static final Policy POLICY = new TestPolicy();

  private static final RequestInfo REQUEST = new RequestInfo("test", "r-1", "127.0.0.1");

  private TestCallers() {}

  /** Someone who may do everything, in the default workspace. */
  public static Caller named(String name) {
    return caller(name, name);
  }

  /** Someone who may do everything, in this workspace. */
  public static Caller in(String workspace) {
    return new Caller(new Principal("wim", "wim", ""), workspace, REQUEST);
  }

  /** Someone who may do all but this. */
  public static Caller without(Permission permission) {
    return caller(TestPolicy.idWithout(permission), "ann");
  }

  /** Someone who may do everything, but does not see this. */
  public static Caller blindTo(Resource resource) {
    return caller(TestPolicy.idBlindTo(resource), "ben");
  }

  /** Someone who may do everything, but only reads this. */
  public static Caller onlyReading(Resource resource) {
    return caller(TestPolicy.idOnlyReading(resource), "rea");
  }

  private static Caller caller(String id, String name) {
    return new Caller(new Principal(id, name, ""), Caller.DEFAULT_WORKSPACE, REQUEST);
  }

  /** As services have it of a caller who may read. */
  public static AuthorizedCaller reading(Caller caller) {
    return new Access(POLICY).require(caller, Permission.READ);
  }

  private static final class TestPolicy implements Policy {
    static String idWithout(Permission permission) {
      return "without " + permission;
    }

    static String idBlindTo(Resource resource) {
      return "blind to " + resource;
    }

    static String idOnlyReading(Resource resource) {
      return "only reading " + resource;
    }

    @Override
    public boolean allows(Caller caller, Permission permission) {
      return !caller.principal().id().equals(idWithout(permission));
    }

    @Override
    public boolean allows(Caller caller, Permission permission, Resource resource) {
      String id = caller.principal().id();
      return allows(caller, permission)
          && !id.equals(idBlindTo(resource))
          && !(id.equals(idOnlyReading(resource)) && permission != Permission.READ);
    }

    @Override
    public Visibility visible(Caller caller, Permission permission, Resource.Kind kind) {
      return excluded(caller, permission, kind)
          .map(id -> new Visibility("{id} <> ? and {id} >= ?", List.of(id, 0L)))
          .orElse(Visibility.ALL);
    }

    private static Optional<Long> excluded(
        Caller caller, Permission permission, Resource.Kind kind) {
      String id = caller.principal().id();
      String marks = permission == Permission.READ ? "blind to " : "(blind to|only reading) ";
      return Optional.of(id)
          .filter(each -> each.matches(marks + "Resource\\[kind=" + kind + ", id=\\d+]"))
          .map(each -> Long.valueOf(each.replaceAll("\\D", "")));
    }
  }
}
