package dev.hallmark.server.artifacts.s3.service;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Adds a timeout for writing to an HTTP client: sockets of the JDK have none, so a service that accepts a connection and stops
 * reading would block a request for ever. The connection of such a request is closed, which interrupts no thread.
 */
final class WriteTimeout implements SdkHttpClient {
  private static final int CHECKS_PER_LIMIT = 4;

  private final SdkHttpClient client;
  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, WriteTimeout::thread);

  /** @param limit time in which {@link WrittenBody#STEP} bytes of a body must be accepted */
  WriteTimeout(SdkHttpClient client, Duration limit) {
    this.client = client;
    this.limit = limit;
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hallmark-s3-write-timeout");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(content -> prepared(request, content))
        .orElseGet(() -> client.prepareRequest(request));
  }

  private ExecutableHttpRequest prepared(
      HttpExecuteRequest request, ContentStreamProvider content) {
    WrittenBody body = new WrittenBody(content, limit);
    HttpExecuteRequest.Builder measured =
        HttpExecuteRequest.builder().request(request.httpRequest()).contentStreamProvider(body);
    request.metricCollector().ifPresent(measured::metricCollector);
    return new Limited(client.prepareRequest(measured.build()), body);
  }

  private final class Limited implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;
    private final WrittenBody body;
    private volatile boolean expired;

    Limited(ExecutableHttpRequest request, WrittenBody body) {
      this.request = request;
      this.body = body;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      long pause = limit.toNanos() / CHECKS_PER_LIMIT;
      ScheduledFuture<?> check = timer.scheduleWithFixedDelay(
          this::abortIfOverdue, limit.toNanos(), pause, TimeUnit.NANOSECONDS);
      try {
        return request.call();
      } catch (IOException | RuntimeException e) {
        if (expired) {
          throw timeout(e);
        }
        throw e;
      } finally {
        check.cancel(false);
      }
    }

    private void abortIfOverdue() {
      if (body.isOverdue()) {
        expired = true;
        request.abort();
      }
    }

    private IOException timeout(Exception cause) {
      IOException timeout = new SocketTimeoutException("the service does not read the request");
      timeout.initCause(cause);
      return timeout;
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.close();
  }
}
