package io.runtimeservice.app.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether this replica lives, and whether it is ready. Neither asks a dependency: a fleet that is
 * restarted because its table is down is worse off than one that waits.
 *
 * <p>It answers at all once everything is put together that it takes from this machine, settings
 * and Fly's token, and while its event loop turns; so that {@code /startupz} asks for nothing more.
 *
 * @param oldestPass how long the oldest pass has been running
 * @param ready whether settings are good, the table has been read once, and nothing is draining
 */
public record Health(Supplier<Duration> oldestPass, BooleanSupplier ready) {

  /** No pass takes so long: each of its calls has a deadline, and its stages have a limit. */
  static final Duration PASS_MAX = Duration.ofMinutes(15);

  /** That this is asked on the event loop at all says that the loop turns. */
  boolean lives() {
    return oldestPass.get().compareTo(PASS_MAX) < 0;
  }
}
