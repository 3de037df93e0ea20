/** Searches runs by filter and order. */
package dev.hallmark.server.tracking.runs.search;
