package io.runtimeservice.model.document;

import java.util.List;

/** What came of a reading, as a test wants to compare it. */
public final class Readings {

  private Readings() {}

  /** The thing; fails if it was refused. */
  public static <T> T read(Reading<T> reading) {
    return switch (reading) {
      case Reading.Read<T>(T value) -> value;
      case Reading.Refused<T>(List<Refusal> refusals) ->
          throw new AssertionError("refused: " + refusals);
    };
  }

  /** All refusals; none if it was read. */
  public static List<Refusal> refusals(Reading<?> reading) {
    return switch (reading) {
      case Reading.Read<?> _ -> List.of();
      case Reading.Refused<?>(List<Refusal> refusals) -> refusals;
    };
  }

  /** All refusals as a person reads them. */
  public static List<String> complaints(Reading<?> reading) {
    return refusals(reading).stream().map(Refusal::toString).toList();
  }
}
