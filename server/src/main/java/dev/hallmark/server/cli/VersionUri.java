package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.batch.ModelUri;
import dev.hallmark.server.config.settings.ConfigException;

/** The argument {@code models:/name/3} or {@code models:/name@alias} of a command. */
final class VersionUri {
  private final ModelUri uri;

  private VersionUri(ModelUri uri) {
    this.uri = uri;
  }

  /** Throws {@link ConfigException} if the text is no such URI. */
  static VersionUri of(String text) {
    try {
      return new VersionUri(ModelUri.parse(text));
    } catch (HallmarkException e) {
      throw new ConfigException(e.getMessage().substring((e.code() + ": ").length()));
    }
  }

  /** Asks the server which version it is, unless the URI contains the number. */
  int number(HallmarkClient client) {
    if (uri.kind() == ModelUri.Kind.VERSION) {
      return Integer.parseInt(uri.reference());
    }
    ModelVersion version = uri.resolve(client);
    return version.version();
  }

  String name() {
    return uri.name();
  }
}
