package dev.hallmark.server.storage;

import dev.hallmark.server.storage.commit.LogFlush;
import dev.hallmark.server.storage.commit.WriteBarrier;
import dev.hallmark.server.storage.engine.Engine;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** An engine whose connections break when a test says so. */
final class LosingEngine implements Engine {
  private final Engine base;
  private volatile String answer = ""; // an SQLSTATE; empty while commits are answered
  private volatile boolean commits;

  LosingEngine(Engine base) {
    this.base = base;
  }

  /** The next commit is made, but its answer is this. */
  void loseAnswer(String state) {
    answer = state;
    commits = true;
  }

  /** The next commit is refused. */
  void refuseCommit(String state) {
    answer = state;
    commits = false;
  }

  private Object call(Connection connection, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    String state = answer;
    if (method.getName().equals("commit") && !state.isEmpty()) {
      answer = "";
      if (commits) {
        connection.commit();
      }
      throw new SQLException("no answer", state);
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Connection breaking(Connection connection) {
    return (Connection) Proxy.newProxyInstance(
        Connection.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> call(connection, method, arguments));
  }

  @Override
  public DataSource pooled() {
    DataSource source = base.pooled();
    return new DataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        return breaking(source.getConnection());
      }

      @Override
      public Connection getConnection(String user, String password) throws SQLException {
        return breaking(source.getConnection(user, password));
      }

      @Override
      public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
      }

      @Override
      public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
      }

      @Override
      public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
      }

      @Override
      public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
      }

      @Override
      public Logger getParentLogger() {
        throw new UnsupportedOperationException();
      }

      @Override
      public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
      }

      @Override
      public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
      }
    };
  }

  @Override
  public LogFlush logFlush(WriteBarrier barrier) {
    return base.logFlush(barrier);
  }

  @Override
  public DataSource single() {
    return base.single();
  }

  @Override
  public int connections() {
    return base.connections();
  }

  @Override
  public String location() {
    return base.location();
  }

  @Override
  public List<String> migrations() {
    return base.migrations();
  }

  @Override
  public String text() {
    return base.text();
  }

  @Override
  public boolean isEmbedded() {
    return base.isEmbedded();
  }

  @Override
  public void shutDown() throws SQLException {
    base.shutDown();
  }
}
