/** Experiments, runs and logged models: what a training job tells while it works. This package holds what the three share. */
package dev.hallmark.server.tracking;
