package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.FlyCall;
import io.runtimeservice.model.fly.MachineCall;
import io.runtimeservice.model.fly.MachineConfig;
import io.runtimeservice.model.fly.SecretCall;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which of Fly's words may be shown: Fly can repeat in an error what it was sent, and what it says
 * goes into status, history and logs.
 */
final class Quotable {

  /**
   * As much of a variable's value as tells it from any other text. Fly may cut or escape what it
   * repeats, so that any piece of this length betrays it; what is shorter, only as a whole.
   */
  static final int PIECE_CHARACTERS = 8;

  /** "1", "on" or "443" would be found in anything, and betray nothing. */
  static final int VALUE_CHARACTERS_MIN = 4;

  private Quotable() {}

  /**
   * Of a call that carries secrets no word is kept; of one that carries variables none that could
   * have come from their values.
   */
  static Optional<String> of(FlyCall<?> call, Optional<String> text) {
    return switch (call) {
      case SecretCall.Write _, CertificateCall.ImportCustom _ -> Optional.empty();
      case MachineCall.Create create -> text.filter(it -> !repeats(it, create.config()));
      case MachineCall.Update update -> text.filter(it -> !repeats(it, update.config()));
      default -> text;
    };
  }

  private static boolean repeats(String text, MachineConfig config) {
    return config.tree().tree("env").fields().values().stream()
        .flatMap(Answers::texts)
        .filter(value -> value.length() >= VALUE_CHARACTERS_MIN)
        .anyMatch(value -> repeats(text, value));
  }

  private static boolean repeats(String text, String value) {
    return value.length() <= PIECE_CHARACTERS
        ? text.contains(value)
        : IntStream.rangeClosed(0, text.length() - PIECE_CHARACTERS)
            .mapToObj(from -> text.substring(from, from + PIECE_CHARACTERS))
            .anyMatch(value::contains);
  }
}
