package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.record.Records;
import java.util.List;
import java.util.Optional;

/** How the Manager changes what is desired; each time a machine's image or environment differs. */
enum Kind {
  /** The environment record, with a number one higher. */
  NUMBERED,
  /** The App record alone: no number says so. */
  APP_ALONE,
  /** The environment record, and the Manager forgets to add one. */
  UNNUMBERED,
  /** The environment record, with a number one lower. */
  BACKWARDS;

  private static final String VARIABLE = "LOG_LEVEL";

  private static final List<String> IMAGES =
      List.of(Samples.IMAGE_1, Samples.IMAGE_2, Samples.IMAGE_3);

  /** What the environment record says at first. */
  static final long FIRST_NUMBER = 5;

  /** The number that goes with what is desired in the nth place, from zero. */
  private long number(int nth) {
    return switch (this) {
      case NUMBERED -> FIRST_NUMBER + nth;
      case APP_ALONE, UNNUMBERED -> FIRST_NUMBER;
      case BACKWARDS -> FIRST_NUMBER - nth;
    };
  }

  /** Writes what is desired in the nth place, without a mark. */
  void write(Universe world, EnvironmentKey key, int nth) {
    switch (this) {
      case APP_ALONE ->
          world.app(key.app().value(), Samples.app().replace("'info'", "'" + variable(nth) + "'"));
      case NUMBERED, UNNUMBERED, BACKWARDS ->
          world.table.changeEnvironment(
              key,
              record ->
                  record
                      .with("generation", Values.number(number(nth)))
                      .with(
                          "spec", record.tree("spec").with("image", Values.text(IMAGES.get(nth)))));
    }
  }

  private static String variable(int nth) {
    return "level-" + nth;
  }

  /** In which place it was desired what somebody has read; before all of them, if nothing was. */
  int placeOf(Records records) {
    return switch (this) {
      case APP_ALONE ->
          place(records.app().flatMap(it -> it.tree("config").text(VARIABLE)), variables());
      case NUMBERED, UNNUMBERED, BACKWARDS ->
          place(records.environment().flatMap(it -> it.tree("spec").text("image")), IMAGES);
    };
  }

  /** In which place it was desired what a machine is given. */
  int placeOf(Value.Tree config) {
    return switch (this) {
      case APP_ALONE -> place(config.tree("env").text(VARIABLE), variables());
      case NUMBERED, UNNUMBERED, BACKWARDS -> place(config.text("image"), IMAGES);
    };
  }

  private static List<String> variables() {
    return List.of("info", variable(1), variable(2));
  }

  private static int place(Optional<String> is, List<String> all) {
    return is.map(all::indexOf).orElse(-1);
  }
}
