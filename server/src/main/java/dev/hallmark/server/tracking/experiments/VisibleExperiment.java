package dev.hallmark.server.tracking.experiments;

/**
 * An experiment that is visible to a caller, for searches of its runs.
 *
 * @param lifecycleRevision the revision of its last deletion or restoration
 * @param runsUpToDate whether the rows of its runs are up to date; otherwise {@code active} applies to runs with a lower lifecycle revision
 */
public record VisibleExperiment(
    long id, boolean active, long lifecycleRevision, boolean runsUpToDate) {}
