package dev.hallmark.server.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Deletes the databases that the tests of a class have created. JUnit finds it by the files below {@code META-INF}. */
public final class DropDatabases implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getRequiredTestClass().getEnclosingClass() == null) {
      PostgresServer.dropDatabases();
    }
  }
}
