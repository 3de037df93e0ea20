package dev.hallmark.client.batch;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** The locks of the client as another class loader of this JVM has loaded it, such as that of a second web application. */
final class OtherCopy implements AutoCloseable {
  private final URLClassLoader loader;
  private final Class<?> work;
  private final Object locks;

  OtherCopy(Path folder) throws Exception {
    URL[] classPath = Arrays.stream(FetchMain.classPath().split(File.pathSeparator))
        .map(OtherCopy::url)
        .toArray(URL[]::new);
    loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    work = loader.loadClass(Locks.Work.class.getName());
    Constructor<?> constructor =
        loader.loadClass(Locks.class.getName()).getDeclaredConstructor(Path.class);
    constructor.setAccessible(true);
    locks = constructor.newInstance(folder);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Object exclusively(String name, Runnable then) throws Exception {
    return call("exclusively", name, then);
  }

  boolean ifUnused(String name, Runnable then) throws Exception {
    return (boolean) call("ifUnused", name, then);
  }

  AutoCloseable use(String name) throws Exception {
    return (AutoCloseable) invoke(method("use", String.class), name);
  }

  private Object call(String method, String name, Runnable then) throws Exception {
    Object proxy = Proxy.newProxyInstance(loader, new Class<?>[] {work}, (self, called, none) -> {
      then.run();
      return null;
    });
    return invoke(method(method, String.class, work), name, proxy);
  }

  private Method method(String name, Class<?>... types) throws NoSuchMethodException {
    Method method = locks.getClass().getDeclaredMethod(name, types);
    method.setAccessible(true);
    return method;
  }

  private Object invoke(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(locks, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  @Override
  public void close() throws Exception {
    loader.close();
  }
}
