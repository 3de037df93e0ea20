/** Removal of deleted experiments, runs and logged models by the garbage collection. */
package dev.hallmark.server.tracking.removal;
