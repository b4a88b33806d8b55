package io.runtimeservice.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** flyctl's own table of machine sizes (August 2026), restated. */
class GuestTest {

  @ParameterizedTest
  @CsvSource({
    "shared, 1, 256, 2048, 256",
    "shared, 2, 512, 4096, 256",
    "shared, 4, 1024, 8192, 256",
    "shared, 6, 1536, 12288, 256",
    "shared, 8, 2048, 16384, 256",
    "performance, 1, 2048, 8192, 1024",
    "performance, 2, 4096, 16384, 1024",
    "performance, 4, 8192, 32768, 1024",
    "performance, 6, 12288, 49152, 1024",
    "performance, 8, 16384, 65536, 1024",
    "performance, 10, 20480, 81920, 1024",
    "performance, 12, 24576, 98304, 1024",
    "performance, 14, 28672, 114688, 1024",
    "performance, 16, 32768, 131072, 1024",
    "performance, 32, 65536, 262144, 1024",
    "performance, 64, 131072, 524288, 1024",
    "performance, 128, 262144, 1048576, 1024"
  })
  void memory_is_offered_by_cpu_in_steps(String kind, int cpus, int min, int max, int step) {
    String refusal =
        "spec.guest.memoryMb: expected %d to %d in steps of %d for %d %s cpus"
            .formatted(min, max, step, cpus, kind);
    for (int taken : new int[] {min, min + step, max - step, max}) {
      assertThat(complaints(kind, cpus, taken)).as("%d MB", taken).isEmpty();
    }
    for (int refused : new int[] {min - 1, min + 1, min + step / 2, max - 1}) {
      assertThat(complaints(kind, cpus, refused)).as("%d MB", refused).isEqualTo(List.of(refusal));
    }
    if (min > step) {
      assertThat(complaints(kind, cpus, min - step)).isEqualTo(List.of(refusal));
    }
    if (max < Guest.MEMORY_MB_MAX) {
      assertThat(complaints(kind, cpus, max + step)).isEqualTo(List.of(refusal));
    }
  }

  static Stream<Integer> otherCounts() {
    return Stream.of(3, 5, 7, 9, 11, 13, 15, 17, 31, 33, 63, 65, 127);
  }

  @ParameterizedTest
  @MethodSource("otherCounts")
  void cpus_come_in_certain_numbers(int cpus) {
    assertThat(complaints("performance", cpus, 4096))
        .containsExactly(
            "spec.guest.cpus: expected one of 1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64, 128 for"
                + " performance cpus");
    assertThat(complaints("shared", cpus, 4096))
        .containsExactly("spec.guest.cpus: expected one of 1, 2, 4, 6, 8 for shared cpus");
  }

  /** Each half is good by itself, and the refusal names the spec all the same. */
  @Test
  void a_size_that_is_only_wrong_when_merged_is_refused_in_the_spec() {
    var defaults = Trees.tree("{'guest': {'cpuKind': 'performance', 'memoryMb': 4096}}");
    var own = Trees.tree("{'guest': {'cpus': 4}}");
    assertThat(Readings.complaints(read(Value.Tree.EMPTY, own)))
        .containsExactly(
            "spec.guest.memoryMb: expected 1024 to 8192 in steps of 256 for 4 shared cpus");
    assertThat(Readings.complaints(read(defaults, Value.Tree.EMPTY))).isEmpty();
    assertThat(Readings.complaints(read(defaults, own)))
        .containsExactly(
            "spec.guest.memoryMb: expected 8192 to 32768 in steps of 1024 for 4 performance cpus");
    assertThat(Readings.complaints(read(defaults, Trees.tree("{'guest': {'cpuKind': 'shared'}}"))))
        .containsExactly(
            "spec.guest.memoryMb: expected 256 to 2048 in steps of 256 for 1 shared cpus");
  }

  @Test
  void a_size_has_a_name() {
    assertThat(new Guest(CpuKind.SHARED, 1, 256)).hasToString("shared-cpu-1x 256 MB");
  }

  private static List<String> complaints(String kind, int cpus, int memoryMb) {
    return Readings.complaints(
        read(
            Value.Tree.EMPTY,
            Trees.tree(
                "{'guest': {'cpuKind': '%s', 'cpus': %d, 'memoryMb': %d}}"
                    .formatted(kind, cpus, memoryMb))));
  }

  private static Reading<EffectiveSpec> read(Value.Tree defaults, Value.Tree own) {
    return EffectiveSpec.of(EnvironmentType.PREVIEW, Value.Tree.EMPTY, defaults, own);
  }
}
