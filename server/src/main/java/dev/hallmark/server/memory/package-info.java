/** Limits the heap that requests and responses use. */
package dev.hallmark.server.memory;
