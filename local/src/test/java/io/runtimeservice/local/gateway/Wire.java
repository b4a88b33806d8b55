package io.runtimeservice.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Requests byte by byte: also those that no client would send. */
final class Wire {

  private static final int PATIENCE_MILLISECONDS = 30_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private Wire() {}

  /**
   * An answer.
   *
   * @param status 0 if there was none
   * @param headers by name, however it is spelled
   */
  record Answer(int status, Map<String, String> headers, String body) {

    static final Answer NONE = new Answer(0, Map.of(), "");

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * A request line, headers, and a body with its length.
   *
   * @param headers whole lines
   */
  static byte[] request(String line, byte[] body, String... headers) {
    var head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close").append(END_OF_HEAD);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  /** Sends bytes, and takes what comes until the other side closes. */
  static Answer send(URI to, byte[] bytes) throws IOException {
    try (var socket = new Socket("localhost", to.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException closedEarly) {
        // what it has answered until then is read all the same
      }
      return answer(read(socket.getInputStream()));
    }
  }

  private static String read(InputStream in) {
    var bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (SocketTimeoutException never) {
      throw new AssertionError("expected an answer, or an end, within 30 s", never);
    } catch (IOException reset) {
      // what came before is the answer
    }
    return bytes.toString(ISO_8859_1);
  }

  private static Answer answer(String text) {
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      return Answer.NONE;
    }
    var lines = text.substring(0, end).lines().toList();
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    lines.stream()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .forEach(pair -> headers.put(pair[0], pair.length == 2 ? pair[1] : ""));
    String body = text.substring(end + END_OF_HEAD.length());
    return new Answer(
        Integer.parseInt(lines.getFirst().split(" ", 3)[1]),
        headers,
        new String(body.getBytes(ISO_8859_1), UTF_8));
  }
}
