/** Reads the histories of metrics. */
package dev.hallmark.server.tracking.metrics;
