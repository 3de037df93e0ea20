package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.failures.StorageException;
import org.h2.engine.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 build that the write path was tested with, including power failures. The write path depends on H2's file format and on internal
 * methods, so another build could lose acknowledged changes.
 */
final class TestedH2 {
  private static final Logger LOG = LoggerFactory.getLogger(TestedH2.class);

  /**
   * As H2 reports it. To be changed together with the version in {@code pom.xml}, after a run of {@code PowerCutTest} with 500 power
   * failures.
   */
  static final String BUILD = "2.5.252 (2026-09-23)";

  private TestedH2() {}

  /** Must be called before a file is opened. Throws if the class path has another build. */
  static void require() {
    require(Constants.FULL_VERSION);
    LOG.debug("H2 {} is the build that this server was tested with", BUILD);
  }

  static void require(String found) {
    if (!found.equals(BUILD)) {
      throw new StorageException(
          "the embedded database is H2 " + found
              + ", and this server was tested with " + BUILD
              + ": changes could be lost. Start it from its own jar, without another H2 on the class path");
    }
  }
}
