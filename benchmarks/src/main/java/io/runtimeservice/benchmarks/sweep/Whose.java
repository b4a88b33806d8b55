package io.runtimeservice.benchmarks.sweep;

/** Whose environments are swept. */
final class Whose {

  static final String ORGANISATION = "acme";
  static final String INSTALLATION = "bench";

  private Whose() {}
}
