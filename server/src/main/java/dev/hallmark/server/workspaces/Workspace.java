package dev.hallmark.server.workspaces;

/** A workspace. The description is empty if there is none. */
public record Workspace(String name, String description) {}
