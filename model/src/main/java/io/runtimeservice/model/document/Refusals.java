package io.runtimeservice.model.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong while something is read, so that all of it is said at once. */
public final class Refusals {

  /** More than a person reads; the rest waits for the corrected record. */
  public static final int MAX = 20;

  private final List<Refusal> refusals = new ArrayList<>();

  public void add(String path, String expected) {
    add(new Refusal(Refusal.Kind.MALFORMED, path, expected));
  }

  /** Keeps the first ones; of a secret in the table is told however much else is wrong. */
  public void add(Refusal refusal) {
    if (refusals.size() < MAX) {
      refusals.add(refusal);
    } else if (refusal.kind() == Refusal.Kind.PLAINTEXT_SECRET) {
      refusals.set(MAX - 1, refusal);
    }
  }

  public boolean isEmpty() {
    return refusals.isEmpty();
  }

  /** The thing, if nothing was wrong. It is asked for only then, so that it may count on that. */
  public <T> Reading<T> orElse(Supplier<T> thing) {
    return refusals.isEmpty() ? new Reading.Read<>(thing.get()) : new Reading.Refused<>(refusals);
  }
}
