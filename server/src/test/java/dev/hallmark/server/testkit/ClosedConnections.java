package dev.hallmark.server.testkit;

import io.restassured.RestAssured;
import io.restassured.config.ConnectionConfig;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets REST Assured close the connection of each request, in all tests. It takes a new one per request and would leave it open until the
 * garbage collector finds it, so a class with many requests would exceed the server's {@code connections-per-address}.
 */
public final class ClosedConnections implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    RestAssured.config = RestAssured.config()
        .connectionConfig(
            ConnectionConfig.connectionConfig().closeIdleConnectionsAfterEachResponse());
  }
}
