/** Compares the files of seals with their digests, on request and in the background, and restores damaged ones. */
package dev.hallmark.server.artifacts.integrity;
