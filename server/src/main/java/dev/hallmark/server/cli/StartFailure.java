package dev.hallmark.server.cli;

import dev.hallmark.client.HallmarkException;
import dev.hallmark.server.config.HttpConfig;
import dev.hallmark.server.config.settings.ConfigException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** Describes in one line why the server did not start. */
final class StartFailure {
  private StartFailure() {}

  /** Converts failures that the operator can correct to {@link ConfigException}; returns others unchanged. */
  static RuntimeException of(RuntimeException failure, HttpConfig http) {
    if (cause(failure, BindException.class).isPresent()) {
      return new ConfigException("cannot listen on " + http.host() + " port " + http.port() + ": "
          + cause(failure, BindException.class).get().getMessage());
    }
    if (cause(failure, UnresolvedAddressException.class).isPresent()
        || cause(failure, UnknownHostException.class).isPresent()) {
      return new ConfigException("host is '" + http.host() + "'; no such address was found");
    }
    return failure;
  }

  /** Describes the failure of this command. An unexpected one is preceded by the name of its class. */
  static String inOneLine(Throwable failure, String command) {
    return failure instanceof ConfigException || failure instanceof HallmarkException
        ? firstLine(failure)
        : (command.equals("serve") ? "could not start: " : "")
            + failure.getClass().getSimpleName() + ": " + firstLine(failure);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
