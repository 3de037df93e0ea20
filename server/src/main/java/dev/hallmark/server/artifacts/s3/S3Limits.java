package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Clients;
import dev.hallmark.server.artifacts.s3.service.PartMemory;
import java.time.Duration;

/**
 * Limits of a store.
 *
 * @param memory for all uploads together
 * @param largestCopy maximum size for a copy with one request
 * @param write timeout for writing to the service
 */
record S3Limits(PartMemory memory, long largestCopy, Duration write) {
  S3Limits(PartMemory memory, long largestCopy) {
    this(memory, largestCopy, Clients.WRITE);
  }

  static S3Limits usual() {
    return new S3Limits(PartMemory.ofThisProcess(), ServerSideCopies.LARGEST);
  }
}
