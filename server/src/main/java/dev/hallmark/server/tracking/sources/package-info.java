/** Implements the interfaces by which registry and artifact store access runs, logged models and experiments. */
package dev.hallmark.server.tracking.sources;
