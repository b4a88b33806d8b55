package io.runtimeservice.local;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A service that was started in a process of its own, or in one that leads to it.
 *
 * @param output where it prints
 */
public record Started(Process process, Path output) {

  /** A minute, lest a process that does not end keep a test for ever. */
  private static final long END_SECONDS_MAX = 60;

  /** It says on which port it listens. */
  private static final Pattern LISTENING =
      Pattern.compile("\"message\":\"listening\".*\"port\":([0-9]+)[,}]");

  /** Waits until it takes marks. */
  public void awaitReady() throws Exception {
    Soon.until(this::isReady, this::said);
  }

  private boolean isReady() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError("expected the service to start, and it said\n" + said());
    }
    var at = listening();
    if (at.isEmpty()) {
      return false;
    }
    try (var web = new Web()) {
      return web.get(at.orElseThrow(), "/readyz").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Where it answers; empty until it does. */
  public Optional<URI> listening() {
    var listening = LISTENING.matcher(said());
    return listening.find()
        ? Optional.of(URI.create("http://127.0.0.1:" + listening.group(1)))
        : Optional.empty();
  }

  /** What it has printed. */
  public String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  /** Waits for its end, and says what it exits with. */
  public int ended() throws InterruptedException {
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new AssertionError("expected the service to end, and it said\n" + said());
    }
    return process.exitValue();
  }
}
