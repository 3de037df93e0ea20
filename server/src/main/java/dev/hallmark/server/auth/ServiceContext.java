package dev.hallmark.server.auth;

import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/**
 * The components that all services need.
 *
 * @param jdbi for reads
 */
public record ServiceContext(Jdbi jdbi, Writes writes, Access access, Clock clock) {}
