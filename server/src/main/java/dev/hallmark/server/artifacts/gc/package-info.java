/** Garbage collection: finds and removes what nothing needs any more. */
package dev.hallmark.server.artifacts.gc;
