package dev.hallmark.server.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionContext;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.ExtensionMetadata.ExtensionHandlerInvoker;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * Creates SqlObjects whose methods are prepared once and then shared. Jdbi's own factory prepares all methods of a store, each with a copy
 * of the configuration, whenever a transaction attaches it, which took a fifth of the time of a write. Shared methods find the calling
 * transaction by a thread-local variable.
 */
final class SharedSqlObjects implements ExtensionFactory {
  private final ExtensionFactory sqlObjects;
  private final CurrentHandle currentHandle;
  private final Map<Class<?>, Store> stores = new ConcurrentHashMap<>();

  private SharedSqlObjects(ExtensionFactory sqlObjects, Jdbi jdbi) {
    this.sqlObjects = sqlObjects;
    this.currentHandle = new CurrentHandle(jdbi);
  }

  static Jdbi install(Jdbi jdbi) {
    jdbi.installPlugin(new SqlObjectPlugin());
    ExtensionFactory sqlObjects =
        jdbi.getConfig(Extensions.class).findFactory(SqlObjectFactory.class).orElseThrow();
    return jdbi.registerExtension(new SharedSqlObjects(sqlObjects, jdbi));
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
    return stores.computeIfAbsent(type, this::store).attach(type, handles);
  }

  private Store store(Class<?> type) {
    Extensions extensions = currentHandle.getConfig().get(Extensions.class);
    return new Store(extensions.findMetadata(type, sqlObjects), currentHandle);
  }

  /** The methods of one store interface. */
  private static final class Store {
    private final Class<?> type;
    private final CurrentHandle currentHandle;
    private final Map<Method, ExtensionHandlerInvoker> methods = new HashMap<>();

    Store(ExtensionMetadata metadata, CurrentHandle currentHandle) {
      this.type = metadata.extensionType();
      this.currentHandle = currentHandle;
      ConfigRegistry config = metadata.createInstanceConfiguration(currentHandle.getConfig());
      Object self = attach(
          type,
          currentHandle); // the object on which default methods call other methods of the store
      metadata
          .getExtensionMethods()
          .forEach(method -> methods.put(
              method, metadata.createExtensionHandlerInvoker(self, method, currentHandle, config)));
    }

    <E> E attach(Class<E> as, HandleSupplier handles) {
      InvocationHandler call = (store, method, arguments) -> {
        ExtensionHandlerInvoker known = methods.get(method);
        return known == null
            ? objectMethod(store, method, arguments)
            : currentHandle.from(handles, known, arguments);
      };
      return as.cast(Proxy.newProxyInstance(as.getClassLoader(), new Class<?>[] {as}, call));
    }

    private Object objectMethod(Object store, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "equals" -> store == arguments[0];
        case "hashCode" -> System.identityHashCode(store);
        default -> type.getName();
      };
    }
  }

  /** Delegates to the handle that the calling thread's store is attached to. */
  private static final class CurrentHandle implements HandleSupplier {
    private final Jdbi jdbi;
    private final ThreadLocal<HandleSupplier> attached = new ThreadLocal<>();

    CurrentHandle(Jdbi jdbi) {
      this.jdbi = jdbi;
    }

    Object from(HandleSupplier handles, ExtensionHandlerInvoker method, Object[] arguments) {
      if (handles == this) {
        return method.invoke(arguments);
      }
      HandleSupplier before = attached.get();
      attached.set(handles);
      try {
        return method.invoke(arguments);
      } finally {
        if (before == null) {
          attached.remove();
        } else {
          attached.set(before);
        }
      }
    }

    @Override
    public Handle getHandle() {
      return attached.get().getHandle();
    }

    @Override
    public Jdbi getJdbi() {
      return jdbi;
    }

    @Override
    public ConfigRegistry getConfig() {
      return jdbi.getConfig();
    }

    @Override
    public <V> V invokeInContext(ExtensionContext context, Callable<V> task) throws Exception {
      return attached.get().invokeInContext(context, task);
    }
  }
}
