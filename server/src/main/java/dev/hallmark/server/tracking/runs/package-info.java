/** Runs with their params, metrics, tags, datasets and models. */
package dev.hallmark.server.tracking.runs;
