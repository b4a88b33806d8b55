package io.runtimeservice.benchmarks.sweep;

/** How often the engine gets an answer when it asks for Fly's list of machines. */
enum ListPace {
  /** Each page as soon as it is asked for. */
  AS_ASKED,

  /** The same; who asks what has changed waits until the pace is another one. */
  WITHOUT_CHANGES,

  /** As the service asks: as often as it holds Fly's limit to be, for changes every ten seconds. */
  AS_THE_SERVICE
}
