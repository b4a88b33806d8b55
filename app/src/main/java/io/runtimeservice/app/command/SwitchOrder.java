package io.runtimeservice.app.command;

import io.runtimeservice.model.control.Switches;
import io.runtimeservice.model.control.Switches.Switch;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.id.EnvironmentKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code switch} is told to do, in words. */
sealed interface SwitchOrder {

  String EXPECTED =
      """
      expected nothing, to see all switches, or one of
        pauseAll|pauseDestructive|observeOnly on|off
        pause|resume <appId>/<environmentId>, each %s\
      """
          .formatted(AppId.PATTERN);

  /** Nothing is changed. */
  record Show() implements SwitchOrder {}

  /** What holds for all environments. */
  record All(Switch which, boolean on) implements SwitchOrder {}

  /** What holds for one environment. */
  record One(EnvironmentKey key, boolean paused) implements SwitchOrder {}

  /** Empty if the words say none. */
  static Optional<SwitchOrder> parse(List<String> words) {
    return switch (words.size()) {
      case 0 -> Optional.of(new Show());
      case 2 -> parse(words.get(0), words.get(1));
      default -> Optional.empty();
    };
  }

  private static Optional<SwitchOrder> parse(String first, String second) {
    return Arrays.stream(Switch.values())
        .filter(it -> it.toString().equals(first))
        .findFirst()
        .flatMap(which -> either(second, "on", "off").<SwitchOrder>map(on -> new All(which, on)))
        .or(() ->
            either(first, "pause", "resume")
                .flatMap(on -> EnvironmentKey.parse(second).map(key -> new One(key, on))));
  }

  /** Whether it is the one word; empty if it is neither. */
  private static Optional<Boolean> either(String word, String yes, String no) {
    return word.equals(yes) || word.equals(no) ? Optional.of(word.equals(yes)) : Optional.empty();
  }

  /** The switches as they are to be. */
  default Switches of(Switches now) {
    return switch (this) {
      case Show _ -> now;
      case All(Switch which, boolean on) -> now.with(which, on);
      case One(EnvironmentKey key, boolean paused) -> now.withPaused(key, paused);
    };
  }
}
