package dev.hallmark.server.workspaces;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a workspace, unique on the server. It is also a folder of the artifact store. */
public record WorkspaceName(String value) {
  private static final int LEAST_LENGTH = 2;
  private static final int MAX_LENGTH = 63;
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Set<String> RESERVED =
      Set.of("workspaces", "api", "ajax-api", "static-files");

  public static final WorkspaceName DEFAULT = new WorkspaceName(Caller.DEFAULT_WORKSPACE);

  public WorkspaceName {
    if (value.length() < LEAST_LENGTH || value.length() > MAX_LENGTH) {
      throw RegistryException.invalid(
          Subject.WORKSPACE, Reason.OUT_OF_RANGE, "name", value, LEAST_LENGTH, MAX_LENGTH);
    }
    if (!ALLOWED.matcher(value).matches()) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.CHARACTERS, "name", value);
    }
    if (RESERVED.contains(value)) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.RESERVED, "name", value);
    }
  }

  boolean isDefault() {
    return value.equals(Caller.DEFAULT_WORKSPACE);
  }
}
