/** Reads how metrics went over time. */
package dev.hallmark.server.tracking.metrics;
