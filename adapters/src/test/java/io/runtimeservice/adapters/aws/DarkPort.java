package io.runtimeservice.adapters.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A port at which a connection is neither taken nor refused, like an address that a firewall hides:
 * its queue is full, and whoever comes then gets no answer.
 */
final class DarkPort implements AutoCloseable {

  /** More than the shortest queue has room for. */
  private static final int GUESTS_MAX = 16;

  private static final int PATIENCE_MILLIS = 200;

  private final Deque<Socket> guests = new ArrayDeque<>();
  private final ServerSocket server;

  DarkPort(int port) {
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress("localhost", port), 1);
      fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < GUESTS_MAX; i++) {
      var guest = new Socket();
      guests.push(guest);
      try {
        guest.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new AssertionError("expected a queue that is full after " + GUESTS_MAX);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var guest : guests) {
        guest.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
