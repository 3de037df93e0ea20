package dev.hallmark.server.api.mlflow;

import static dev.hallmark.server.api.requests.RequiredFields.orEmpty;
import static dev.hallmark.server.api.requests.RequiredFields.required;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.api.requests.Query;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.workspaces.Workspace;
import dev.hallmark.server.workspaces.WorkspaceName;
import dev.hallmark.server.workspaces.Workspaces;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;

/** {@code workspaces}, in version 3.0 of the API. */
public final class WorkspaceRoutes implements MlflowRoutes {
  private static final String RESTRICT = "RESTRICT";
  /** In the order of MLflow's error message. */
  private static final List<String> DELETION_MODES = List.of("SET_DEFAULT", "CASCADE", RESTRICT);

  private final Workspaces workspaces;
  private final boolean enabled;

  public WorkspaceRoutes(Workspaces workspaces, boolean enabled) {
    this.workspaces = workspaces;
    this.enabled = enabled;
  }

  @Override
  public List<Route> routes() {
    String all = "/3.0/mlflow/workspaces";
    String one = all + "/{workspace_name}";
    return List.of(
        Route.get(all, Permission.READ, ifEnabled(this::list)),
        Route.post(all, Permission.ADMINISTER, ifEnabled(this::create)),
        Route.get(one, Permission.READ, ifEnabled(this::get)),
        Route.patch(one, Permission.ADMINISTER, ifEnabled(this::update)),
        Route.delete(one, Permission.ADMINISTER, ifEnabled(this::delete)));
  }

  /** Responds with 404 if workspaces are disabled. MLflow's own server responds with 503, which its client (3.17) retries for minutes. */
  private Handler ifEnabled(Handler handler) {
    return enabled
        ? handler
        : ctx -> {
          throw RegistryException.of(
              ErrorKind.NOT_FOUND, Subject.ROUTE, Reason.DISABLED, "path", ctx.path());
        };
  }

  record WireWorkspace(String name, String description) {
    static WireWorkspace of(Workspace workspace) {
      String description = workspace.description();
      return new WireWorkspace(workspace.name(), description.isEmpty() ? null : description);
    }
  }

  private void list(Context ctx) {
    List<WireWorkspace> all =
        workspaces.list(Callers.of(ctx)).stream().map(WireWorkspace::of).toList();
    MlflowJson.write(ctx, Map.of("workspaces", all));
  }

  /** Rejects a setting that this server does not support. Empty is accepted: it means the default. */
  private static void refuseSetting(String field, String value) {
    if (!RequiredFields.orEmpty(value).isBlank()) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.UNSUPPORTED, field, value);
    }
  }

  record TraceArchival(String location, String retention) {}

  record Create(
      String name,
      String description,
      String defaultArtifactRoot,
      TraceArchival traceArchivalConfig) {}

  private void create(Context ctx) {
    Create call = MlflowJson.read(ctx, Create.class);
    WorkspaceName name = new WorkspaceName(required("name", call.name));
    refuseSettings(call.defaultArtifactRoot, call.traceArchivalConfig);
    respond(ctx, workspaces.create(Callers.of(ctx), name, orEmpty(call.description)));
    ctx.status(201);
  }

  private static void refuseSettings(String artifactRoot, TraceArchival traces) {
    refuseSetting("default_artifact_root", artifactRoot);
    if (traces != null) {
      refuseSetting("trace_archival_config.location", traces.location);
      refuseSetting("trace_archival_config.retention", traces.retention);
    }
  }

  private void get(Context ctx) {
    respond(ctx, workspaces.get(Callers.of(ctx), named(ctx)));
  }

  record Update(
      String description, String defaultArtifactRoot, TraceArchival traceArchivalConfig) {}

  /** Changes only the description. A request with only empty unsupported settings changes nothing and returns the workspace. */
  private void update(Context ctx) {
    WorkspaceName name = named(ctx);
    Update call = MlflowJson.read(ctx, Update.class);
    refuseSettings(call.defaultArtifactRoot, call.traceArchivalConfig);
    if (call.description != null) {
      respond(ctx, workspaces.describe(Callers.of(ctx), name, call.description));
    } else if (call.defaultArtifactRoot != null || call.traceArchivalConfig != null) {
      respond(ctx, workspaces.get(Callers.of(ctx), name));
    } else {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.MISSING, "description", "");
    }
  }

  private void delete(Context ctx) {
    WorkspaceName name = named(ctx);
    String mode = Query.first(ctx, "mode").orElse(RESTRICT);
    if (!DELETION_MODES.contains(mode)) {
      throw RegistryException.invalid(
          Subject.WORKSPACE, Reason.UNKNOWN, "mode", mode, DELETION_MODES.toArray());
    }
    if (!mode.equals(RESTRICT)) {
      throw RegistryException.invalid(Subject.WORKSPACE, Reason.UNSUPPORTED, "mode", mode);
    }
    workspaces.delete(Callers.of(ctx), name);
    ctx.status(204);
  }

  private static WorkspaceName named(Context ctx) {
    return new WorkspaceName(ctx.pathParam("workspace_name"));
  }

  private static void respond(Context ctx, Workspace workspace) {
    MlflowJson.write(ctx, Map.of("workspace", WireWorkspace.of(workspace)));
  }
}
