package dev.hallmark.server.storage.engine;

import dev.hallmark.server.storage.failures.StorageException;
import org.h2.engine.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The build of H2 that the write path was tested with, power cuts included. It relies on the format of H2's file and on methods that
 * are no part of H2's API, so another build may lose what was acknowledged.
 */
final class TestedH2 {
  private static final Logger LOG = LoggerFactory.getLogger(TestedH2.class);

  /** As H2 calls it. Changed together with the version in {@code pom.xml}, after {@code PowerCutTest} with 500 cuts. */
  static final String BUILD = "2.5.252 (2026-09-23)";

  private TestedH2() {}

  /** To be called before a file is opened. Throws where the class path has another build. */
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
