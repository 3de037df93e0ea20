package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a bucket has been tested with success. If its service is unavailable at the start, it is tested again every two seconds. */
public final class Availability implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
  private static final long PAUSE_SECONDS = 2;

  private final String location;
  private final Supplier<Optional<String>> check;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String problem = "it is not tested yet"; // empty if it is available
  private volatile Thread tester; // null unless the service was unavailable at the start

  /** @param check as {@link BucketCheck#run} */
  public Availability(String location, Supplier<Optional<String>> check) {
    this.location = location;
    this.check = check;
  }

  /** Tests the bucket for the first time. Throws {@link RefusedBucketException} if the configuration must be corrected. */
  public void test() {
    Optional<String> found = check.get();
    found.ifPresent(reason -> LOG.warn(
        "The artifacts in {} cannot be used yet ({}). Requests for artifacts are refused until then.",
        location,
        reason));
    problem = found.orElse("");
  }

  /** Throws UNAVAILABLE, with the reason, if the bucket has not been tested with success. */
  public void require() {
    String reason = problem;
    if (!reason.isEmpty()) {
      throw RegistryException.of(
          ErrorKind.UNAVAILABLE,
          Subject.STORAGE,
          Reason.ROOT_MISSING,
          "artifact_uri",
          location,
          reason);
    }
  }

  /** See {@link dev.hallmark.server.artifacts.store.ArtifactStore#whenReached}. */
  public void whenReached(Runnable work, Consumer<RuntimeException> onFailure) {
    if (problem.isEmpty()) {
      work.run();
    } else if (tester == null) {
      tester = new Thread(() -> testAgain(work, onFailure), "hallmark-s3-tester");
      tester.setDaemon(true);
      tester.start();
    }
  }

  private void testAgain(Runnable work, Consumer<RuntimeException> onFailure) {
    try {
      while (!closing.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
        if (isAvailableFor(work)) {
          LOG.info("The artifacts in {} can be used now.", location);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    } catch (Throwable e) { // the server must not continue without its artifacts
      onFailure.accept(new IllegalStateException(e));
    }
  }

  private boolean isAvailableFor(Runnable work) {
    if (!problem.isEmpty()) {
      problem = check.get().orElse("");
    }
    if (!problem.isEmpty()) {
      return false;
    }
    try {
      work.run();
      return true;
    } catch (RegistryException e) {
      if (e.kind() == ErrorKind.UNAVAILABLE) { // the service or the database is unavailable again
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
