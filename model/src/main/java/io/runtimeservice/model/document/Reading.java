package io.runtimeservice.model.document;

import java.util.List;
import java.util.function.Function;

/** What came of reading something from outside: the thing itself, or all that is wrong with it. */
public sealed interface Reading<T> {

  record Read<T>(T value) implements Reading<T> {}

  record Refused<T>(List<Refusal> refusals) implements Reading<T> {
    public Refused {
      refusals = List.copyOf(refusals);
    }
  }

  static <T> Reading<T> refused(String path, String expected) {
    return new Refused<>(List.of(new Refusal(Refusal.Kind.MALFORMED, path, expected)));
  }

  /** Goes on with the thing, if there is one. */
  default <R> Reading<R> then(Function<T, Reading<R>> next) {
    return switch (this) {
      case Read<T>(T value) -> next.apply(value);
      case Refused<T>(List<Refusal> refusals) -> new Refused<>(refusals);
    };
  }
}
