package io.runtimeservice.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void of_a_thousand_durations_so_many_are_not_above_each() {
    var quantiles = new Quantiles(LongStream.rangeClosed(1, 1000).boxed().toList().reversed());
    assertThat(quantiles.median()).isEqualTo(500);
    assertThat(quantiles.p99()).isEqualTo(990);
    assertThat(quantiles.most()).isEqualTo(1000);
    assertThat(quantiles.at(0)).isEqualTo(1);
    assertThat(quantiles.at(1000)).isEqualTo(1000);
  }

  @Test
  void of_few_the_one_in_the_middle_is_the_median_and_the_most_the_p99() {
    var quantiles = new Quantiles(List.of(9, 1, 5));
    assertThat(quantiles.median()).isEqualTo(5);
    assertThat(quantiles.p99()).isEqualTo(9);
  }

  @Test
  void one_is_all_of_them() {
    var quantiles = new Quantiles(List.of(2_500_000L));
    assertThat(quantiles.words()).isEqualTo("p50 2.50 ms, p99 2.50 ms, max 2.5 ms");
  }

  @Test
  void none_has_no_quantiles() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quantiles(List.of()));
  }
}
