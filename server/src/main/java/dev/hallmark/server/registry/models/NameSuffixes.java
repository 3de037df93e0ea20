package dev.hallmark.server.registry.models;

import java.sql.Connection;
import org.h2.api.Trigger;

/** What step 6 of H2's schema names, and step 10 takes away again: no table is filled by it any more. */
public final class NameSuffixes implements Trigger {
  @Override
  public void fire(Connection connection, Object[] before, Object[] after) {}
}
