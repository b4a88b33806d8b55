package io.runtimeservice.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A leak is planted in every form, to prove that it would be found. */
class CanaryTest {

  @Test
  void a_leak_is_found_in_every_form() {
    for (long seed = 0; seed < 20; seed++) {
      var draws = new Draws(seed);
      for (var canary :
          new Canary[] {Canary.text(draws), Canary.name(draws), Canary.number(draws)}) {
        canary
            .forms()
            .forEach(form -> assertThat(canary.occursIn("refused: " + form + "!")).isTrue());
        assertThat(canary.occursIn("refused: expected something else")).isFalse();
        assertThat(canary.occursIn(new Canary("another").value())).isFalse();
      }
    }
  }

  @Test
  void a_leak_is_found_in_a_refusal() {
    var canary = Canary.text(new Draws(1));
    var path = new Refusal(Refusal.Kind.MALFORMED, "spec." + canary.value(), "expected x");
    var text = new Refusal(Refusal.Kind.MALFORMED, "spec", "expected x; found " + canary.value());
    assertThat(canary.occursIn(path.toString())).isTrue();
    assertThat(canary.occursIn(text.toString())).isTrue();
  }
}
