package dev.hallmark.server.storage;

import dev.hallmark.server.storage.engine.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;

/** An engine as a later version of the server has it: with more migrations, of a folder below {@code db}. */
final class MoreMigrations {
  private MoreMigrations() {}

  static Engine of(Engine base, String folder) {
    List<String> all = Stream.concat(
            base.migrations().stream(), Stream.of("classpath:db/" + folder))
        .toList();
    return (Engine) Proxy.newProxyInstance(
        Engine.class.getClassLoader(),
        new Class<?>[] {Engine.class},
        (proxy, method, arguments) -> {
          try {
            return method.getName().equals("migrations") ? all : method.invoke(base, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
