/** Workspaces: separate namespaces for models and experiments. */
package dev.hallmark.server.workspaces;
