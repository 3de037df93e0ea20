package dev.hallmark.server.testkit;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the server close the connection of each request of REST Assured, in all tests. REST Assured takes a new one per request and would
 * leave it open until the garbage collector finds it, so a class with many requests would exceed the server's
 * {@code connections-per-address}.
 */
public final class ClosedConnections implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    RestAssured.requestSpecification =
        new RequestSpecBuilder().addHeader("Connection", "close").build();
  }
}
