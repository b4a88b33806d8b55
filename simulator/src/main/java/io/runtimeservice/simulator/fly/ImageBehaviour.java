package io.runtimeservice.simulator.fly;

import java.time.Duration;

/** How an image behaves when a machine is made of it. */
public sealed interface ImageBehaviour {

  /** It listens and answers. */
  record Serves() implements ImageBehaviour {}

  /** It runs, and nothing listens on its port. */
  record ListensNowhere() implements ImageBehaviour {}

  /** It listens, and answers every request with an error: its check fails. */
  record AnswersWithErrors() implements ImageBehaviour {}

  /** It ends some time after each start. */
  record Exits(int exitCode, boolean outOfMemory, Duration after) implements ImageBehaviour {}

  /** It takes so much longer to pull. */
  record PullsSlowly(Duration longer) implements ImageBehaviour {}

  /**
   * It is pulled and does not boot.
   *
   * @param vanishes whether the machine is destroyed then, and does not remain as failed
   */
  record NeverBoots(boolean vanishes) implements ImageBehaviour {}

  /** The registry knows none such. */
  record Missing() implements ImageBehaviour {}

  /** The registry does not give it to Fly. */
  record Denied() implements ImageBehaviour {}
}
