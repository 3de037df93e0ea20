package dev.hallmark.server.artifacts.s3.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes TLS sockets that can be closed while another thread is blocked writing to them. Without a linger time, the JDK waits for that
 * thread, to end the stream in order.
 */
final class ClosableTlsSockets extends SSLSocketFactory {
  private static final int LINGER_SECONDS = 1;

  private final SSLSocketFactory sockets;

  ClosableTlsSockets(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static final class Shared {
    private static final SSLSocketFactory SOCKETS =
        new ClosableTlsSockets((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** With the trusted certificates of this process. Always the same, because the JDK keeps idle connections per instance. */
  static SSLSocketFactory shared() {
    return Shared.SOCKETS;
  }

  private static Socket closable(Socket socket) throws IOException {
    socket.setSoLinger(true, LINGER_SECONDS);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return closable(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    return closable(sockets.createSocket(connected, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return closable(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return closable(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return closable(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return closable(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
