package io.runtimeservice.benchmarks;

/**
 * A figure beside its goal.
 *
 * @param what was measured
 * @param goal in words; empty if it has none, and is there to be compared with
 * @param measured with its unit
 * @param ratio to what it is compared with; empty if that says nothing
 */
public record Figure(String what, String goal, String measured, String ratio, Verdict verdict) {

  /** Whether a goal is met. */
  public enum Verdict {
    MET("met"),
    NOT_MET("**not met**"),
    /** It holds of a machine that does nothing else, and this one did. */
    NOT_JUDGED("not judged: the machine was busy"),
    NO_GOAL("");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    static Verdict of(boolean met) {
      return met ? MET : NOT_MET;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** One that is to be compared with. */
  public static Figure beside(String what, String measured) {
    return new Figure(what, "", measured, "", Verdict.NO_GOAL);
  }

  /** One with a goal. */
  public static Figure of(String what, String goal, String measured, String ratio, boolean met) {
    return new Figure(what, goal, measured, ratio, Verdict.of(met));
  }

  /** The same, or no verdict if the machine was busy with something else. */
  Figure unless(boolean busy) {
    return busy && verdict != Verdict.NO_GOAL
        ? new Figure(what, goal, measured, ratio, Verdict.NOT_JUDGED)
        : this;
  }

  String row() {
    return "| %s | %s | %s | %s | %s |".formatted(what, goal, measured, ratio, verdict);
  }
}
