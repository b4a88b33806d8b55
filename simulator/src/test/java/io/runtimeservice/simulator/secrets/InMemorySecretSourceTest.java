package io.runtimeservice.simulator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.SecretSourceContract;
import io.runtimeservice.model.secret.SecretReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemorySecretSourceTest implements SecretSourceContract {

  private final InMemorySecretSource source = new InMemorySecretSource();

  @Override
  public SecretSource source() {
    return source;
  }

  @Override
  public void put(SecretReference reference, Map<String, String> values) {
    source.put(reference, values);
  }

  @Test
  void a_bundle_can_be_denied_and_allowed_again() {
    put(REFERENCE, Map.of("TOKEN", "first"));
    source.deny(REFERENCE, true);
    assertThat(Answers.failure(source.fetch(REFERENCE))).isInstanceOf(Failure.SecretDenied.class);
    source.deny(REFERENCE, false);
    assertThat(Answers.of(source.fetch(REFERENCE)).values()).containsKey("TOKEN");
  }

  @Test
  void a_store_that_is_down_answers_nothing_and_comes_back() {
    put(REFERENCE, Map.of("TOKEN", "first"));
    source.down(true);
    assertThat(Answers.failure(source.fetch(REFERENCE))).isInstanceOf(Failure.Unavailable.class);
    source.down(false);
    assertThat(Answers.of(source.fetch(REFERENCE)).values()).containsKey("TOKEN");
  }

  @Test
  void a_bundle_that_was_removed_is_missing() {
    put(REFERENCE, Map.of("TOKEN", "first"));
    source.remove(REFERENCE);
    assertThat(Answers.failure(source.fetch(REFERENCE))).isInstanceOf(Failure.SecretMissing.class);
  }

  @Test
  void every_fetch_is_counted_the_failed_ones_too() {
    source.fetch(REFERENCE);
    source.down(true);
    source.fetch(REFERENCE);
    assertThat(source.fetches()).isEqualTo(2);
  }
}
