package io.runtimeservice.local.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
public final class Port {

  private Port() {}

  /** A port that somebody else has. The message is for the person at the terminal. */
  public static final class TakenException extends Exception {
    TakenException(int port, String option) {
      super("port %d is taken; give another one with %s".formatted(port, option));
    }
  }

  /**
   * A port that is free now: the one that is wanted, or any for 0.
   *
   * @param option the option that chooses it, to be named if it is taken
   */
  public static int free(int wanted, String option) throws TakenException {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new TakenException(wanted, option);
    }
  }
}
