package dev.hallmark.server.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.ExtensionMetadata.ExtensionHandlerInvoker;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * SqlObjects of which only the methods that are called get ready. Jdbi's own factory makes all of them ready, each with a
 * copy of the configuration, for every transaction: a fifth of what a write cost.
 */
final class LazySqlObjects implements ExtensionFactory {
  private final ExtensionFactory sqlObjects;

  private LazySqlObjects(ExtensionFactory sqlObjects) {
    this.sqlObjects = sqlObjects;
  }

  static Jdbi install(Jdbi jdbi) {
    jdbi.installPlugin(new SqlObjectPlugin());
    ExtensionFactory sqlObjects =
        jdbi.getConfig(Extensions.class).findFactory(SqlObjectFactory.class).orElseThrow();
    return jdbi.registerExtension(new LazySqlObjects(sqlObjects));
  }

  @Override
  public boolean accepts(Class<?> type) {
    return type.isInterface() && sqlObjects.accepts(type);
  }

  @Override
  public Set<FactoryFlag> getFactoryFlags() {
    return EnumSet.of(FactoryFlag.DONT_USE_PROXY);
  }

  @Override
  public <E> E attach(Class<E> type, HandleSupplier handles) {
    ExtensionMetadata metadata =
        handles.getConfig().get(Extensions.class).findMetadata(type, sqlObjects);
    Calls calls = new Calls(metadata, handles);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }

  /** For one thread. */
  private static final class Calls implements InvocationHandler {
    private final ExtensionMetadata metadata;
    private final HandleSupplier handles;
    private final ConfigRegistry config;
    private final Map<Method, ExtensionHandlerInvoker> ready = new HashMap<>();

    Calls(ExtensionMetadata metadata, HandleSupplier handles) {
      this.metadata = metadata;
      this.handles = handles;
      this.config = metadata.createInstanceConfiguration(handles.getConfig());
    }

    @Override
    public Object invoke(Object store, Method method, Object[] arguments) {
      if (method.getDeclaringClass() != Object.class) {
        return ready(store, method).invoke(arguments);
      }
      return switch (method.getName()) {
        case "equals" -> store == arguments[0];
        case "hashCode" -> System.identityHashCode(store);
        default -> metadata.extensionType().getName();
      };
    }

    private ExtensionHandlerInvoker ready(Object store, Method method) {
      return ready.computeIfAbsent(
          method, called -> metadata.createExtensionHandlerInvoker(store, called, handles, config));
    }
  }
}
