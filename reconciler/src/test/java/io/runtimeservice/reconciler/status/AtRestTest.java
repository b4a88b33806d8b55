package io.runtimeservice.reconciler.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.reconciler.fixture.Wanted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtRestTest {

  @ParameterizedTest
  @ValueSource(strings = {"Ready", "Deleted"})
  void what_is_where_it_should_be_is_at_rest(String state) {
    assertThat(
            AtRest.is(
                Wanted.tree(
                    "{\"generation\": 3, \"status\": {\"state\": \"%s\", \"observedGeneration\": 3}}"
                        .formatted(state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'generation': 3}",
        "{'generation': 4, 'status': {'state': 'Ready', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Ready', 'observedGeneration': 4}}",
        "{'generation': 3, 'status': {'state': 'Progressing', 'observedGeneration': 3}}",
        "{'generation': 3, 'status': {'state': 'Terminating', 'observedGeneration': 3}}",
        """
        {'generation': 3, 'status': {'state': 'Ready', 'observedGeneration': 3,
         'nextTryAt': '2026-12-01T09:00:00Z'}}
        """
      })
  void what_has_something_left_to_do_is_not_at_rest(String record) {
    assertThat(AtRest.is(Wanted.tree(record.replace('\'', '"')))).isFalse();
  }
}
