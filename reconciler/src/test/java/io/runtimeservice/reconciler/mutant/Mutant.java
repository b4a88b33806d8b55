package io.runtimeservice.reconciler.mutant;

/**
 * A deliberate fault in our own code.
 *
 * @param name what is done wrong, in a few words
 * @param breaks what comes of it, in one sentence
 * @param killer the test that has to find it
 */
record Mutant(String name, String breaks, Edit edit, Killer killer) {

  @Override
  public String toString() {
    return name;
  }

  /**
   * What is written in the place of what is right.
   *
   * @param file the class, below the reconciler's package
   * @param right has to occur there exactly once, so that no mutant outlives the code it is about
   */
  record Edit(String file, String right, String wrong) {

    /** The source of the class, as it is wrong. */
    String in(String source) {
      int at = source.indexOf(right);
      if (at < 0 || source.indexOf(right, at + 1) >= 0) {
        throw new AssertionError(
            "expected once in %s, and it is there %s:%n%s"
                .formatted(file, at < 0 ? "not at all" : "more than once", right));
      }
      return source.substring(0, at) + wrong + source.substring(at + right.length());
    }
  }

  /**
   * A test.
   *
   * @param test the class, below the reconciler's package
   * @param method of that class, with whatever arguments it is run
   */
  record Killer(String test, String method) {
    @Override
    public String toString() {
      return test.substring(test.lastIndexOf('.') + 1) + "." + method;
    }
  }
}
