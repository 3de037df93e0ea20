package dev.hallmark.server.jobs;

/**
 * A background job.
 *
 * @param key the object to work on, in the format of the job's kind
 * @param revision of the changed object; 0 if the job does not depend on a revision
 * @param cursor the position where the work continues; empty at the beginning
 * @param attempts the number of failures since the last progress
 */
public record Job(long id, String key, long revision, String cursor, int attempts) {

  /** The same job at a later position. */
  public Job at(String cursor) {
    return new Job(id, key, revision, cursor, attempts);
  }
}
