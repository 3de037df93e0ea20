package dev.hallmark.server.cli;

import dev.hallmark.server.config.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version} and {@code version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Hallmark " + ProductVersion.text(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.home")
    };
  }
}
