/** Experiments: the named folders of runs and logged models. */
package dev.hallmark.server.tracking.experiments;
