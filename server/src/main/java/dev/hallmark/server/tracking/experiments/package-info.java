/** Experiments, which group runs and logged models. */
package dev.hallmark.server.tracking.experiments;
