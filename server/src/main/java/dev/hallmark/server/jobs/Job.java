package dev.hallmark.server.jobs;

/**
 * A piece of background work.
 *
 * @param key what to work on, in the format of the job's kind
 * @param revision of the object that changed; 0 where one job stands for all requests
 * @param cursor where the last part of the work ended; empty at the beginning
 * @param attempts that failed since the last progress
 */
public record Job(long id, String key, long revision, String cursor, int attempts) {

  /** The same job with a part of its work done. */
  public Job at(String cursor) {
    return new Job(id, key, revision, cursor, attempts);
  }
}
