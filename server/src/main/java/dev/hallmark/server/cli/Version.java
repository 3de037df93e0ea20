package dev.hallmark.server.cli;

import dev.hallmark.server.config.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} and {@code version} print. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Hallmark " + ProductVersion.text(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.home")
    };
  }
}
