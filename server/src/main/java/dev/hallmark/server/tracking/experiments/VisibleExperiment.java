package dev.hallmark.server.tracking.experiments;

/**
 * An experiment that a caller sees, as searches among its runs need it.
 *
 * @param lifecycleRevision of its last deletion or restoration
 * @param runsUpToDate whether the rows of its runs follow it already; otherwise {@code active} is true or false for those with a
 *     lower lifecycle revision
 */
public record VisibleExperiment(
    long id, boolean active, long lifecycleRevision, boolean runsUpToDate) {}
