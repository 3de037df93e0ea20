/** Workspaces: rooms of their own for models and experiments, each with its own names. */
package dev.hallmark.server.workspaces;
