/** Runs, and what a training job logs to them: parameters, metrics, tags, datasets, models. */
package dev.hallmark.server.tracking.runs;
