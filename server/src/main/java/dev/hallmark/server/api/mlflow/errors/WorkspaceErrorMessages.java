package dev.hallmark.server.api.mlflow.errors;

import dev.hallmark.server.error.RegistryException;
import java.util.List;

/** MLflow's error messages about workspaces. */
final class WorkspaceErrorMessages {
  private WorkspaceErrorMessages() {}

  static String of(RegistryException e) {
    return switch (e.kind()) {
      case NOT_FOUND -> "Workspace '" + e.value() + "' not found";
      case ALREADY_EXISTS -> "Workspace '" + e.value() + "' already exists.";
      case CONFLICT -> ofFull(e);
      default -> ofInvalid(e);
    };
  }

  private static String ofFull(RegistryException e) {
    List<String> facts = e.facts();
    return "Cannot delete workspace '" + e.value() + "': it still contains " + facts.get(1) + " "
        + facts.get(0) + "(s). Remove them before deleting the workspace.";
  }

  private static String ofInvalid(RegistryException e) {
    String name = "Workspace name '" + e.value() + "' ";
    return switch (e.reason()) {
      case OUT_OF_RANGE ->
        name + "must be between " + e.facts().get(0) + " and " + e.facts().get(1) + " characters.";
      case CHARACTERS ->
        name + "must match the pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$ (lowercase alphanumeric with"
            + " optional internal hyphens).";
      case RESERVED -> name + "is reserved and cannot be used.";
      case DUPLICATE -> "The '" + e.value() + "' workspace is reserved and cannot be created";
      case MISSING -> "Workspace update must have at least one key";
      case TOO_LONG ->
        "'" + e.field() + "' exceeds the maximum length of " + e.facts().get(0) + " characters";
      case UNKNOWN ->
        "Invalid deletion mode '" + e.value() + "'. Must be one of: "
            + String.join(", ", e.facts());
      case UNSUPPORTED -> ofUnsupported(e);
      default -> ErrorMessages.plain(e);
    };
  }

  private static String ofUnsupported(RegistryException e) {
    return switch (e.field()) {
      case "name" -> "The '" + e.value() + "' workspace is reserved and cannot be deleted";
      case "mode" ->
        "Deletion mode '" + e.value() + "' is not supported by this server. Remove what the"
            + " workspace contains, and delete it with mode RESTRICT.";
      case "default_artifact_root" ->
        "'default_artifact_root' is not supported by this server: a workspace keeps its artifacts"
            + " in a folder of its own in the server's store. Given: '"
            + e.value() + "'";
      case "X-MLFLOW-WORKSPACE" ->
        "Workspace APIs are not available: workspaces are not enabled on this server";
      default -> "'" + e.field() + "' is not supported: this server keeps no traces.";
    };
  }
}
