package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.spec.EnvironmentType;
import io.runtimeservice.model.spec.ImageReference;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.spec.Variables;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GenerationEntryTest {

  private static final String DIGEST = "sha256:" + "1".repeat(64);
  private static final SecretSpec SECRET =
      new SecretSpec(new SecretReference("checkout/db", "v7"), "url");

  private static GenerationEntry entry(long seq, Variables variables) {
    return new GenerationEntry(
        RecordSchema.KEY,
        EnvironmentType.PREVIEW,
        new Chronicle.Reached(RuntimeRecords.VERSION, seq),
        RuntimeRecords.AT,
        Optional.of("v1"),
        ImageReference.parse("registry.fly.io/checkout:v1@" + DIGEST).orElseThrow(),
        Optional.of("c0ffee"),
        variables);
  }

  @Test
  void what_a_preview_has_reached_is_kept_for_a_time_and_what_production_has_for_good() {
    var preview = entry(6, new Variables(Map.of(), Map.of()));
    var production =
        new GenerationEntry(
            preview.key(),
            EnvironmentType.PRODUCTION,
            preview.reached(),
            preview.at(),
            preview.tag(),
            preview.image(),
            preview.commit(),
            preview.variables());
    assertThat(preview.keptUntil()).contains(RuntimeRecords.AT.plus(GenerationEntry.KEPT_FOR));
    assertThat(production.keptUntil()).isEmpty();
  }

  private static int bytes(Value.Tree tree) {
    return Json.write(tree).getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void an_entry_says_what_to_write_to_come_back_to_it() {
    assertThat(entry(6, new Variables(Map.of("A", "1"), Map.of("URL", SECRET))).toTree())
        .isEqualTo(
            Trees.tree(
                """
                {'seq': 6, 'generation': 3, 'digest': 'd1', 'at': '2026-11-24T09:00:00Z',
                 'tag': 'v1',
                 'spec': {'image': 'registry.fly.io/checkout@%s', 'commit': 'c0ffee',
                   'config': {'A': '1'},
                   'secrets': {'URL': {'ref': 'checkout/db', 'version': 'v7', 'key': 'url'}}}}
                """
                    .formatted(DIGEST)));
  }

  @Test
  void a_config_for_which_there_is_no_room_is_left_out_as_a_whole_and_its_digest_kept() {
    String large = "x".repeat(GenerationEntry.BYTES_MAX);
    var tree = entry(6, new Variables(Map.of("A", large), Map.of("URL", SECRET))).toTree();

    assertThat(bytes(tree)).isLessThanOrEqualTo(GenerationEntry.BYTES_MAX);
    assertThat(tree.tree("spec").fields()).containsOnlyKeys("image", "commit", "secrets");
    assertThat(tree.tree("leftOut").fields()).containsOnlyKeys("config");
    assertThat(tree.tree("leftOut").tree("config").whole("bytes"))
        .contains((long) (GenerationEntry.BYTES_MAX + "{'A':''}".length()));
    assertThat(tree.tree("leftOut").tree("config").text("digest").orElse("")).hasSize(32);
    var other = entry(6, new Variables(Map.of("A", large + "y"), Map.of())).toTree();
    assertThat(other.tree("leftOut").tree("config").text("digest"))
        .isNotEqualTo(tree.tree("leftOut").tree("config").text("digest"));
  }

  @Test
  void an_entry_may_be_as_long_as_the_limit_and_no_longer() {
    var shortest = entry(6, new Variables(Map.of("A", ""), Map.of())).toTree();
    int room = GenerationEntry.BYTES_MAX - bytes(shortest);
    var longest = entry(6, new Variables(Map.of("A", "x".repeat(room)), Map.of())).toTree();
    assertThat(bytes(longest)).isEqualTo(GenerationEntry.BYTES_MAX);
    assertThat(longest.get("leftOut")).isEmpty();
    var longer = entry(6, new Variables(Map.of("A", "x".repeat(room + 1)), Map.of())).toTree();
    assertThat(longer.get("leftOut")).isPresent();
  }

  @Test
  void an_entry_fits_whatever_was_desired() {
    for (long seed = 0; seed < 200; seed++) {
      var draws = new Draws(seed);
      var secrets =
          draws.named(
              60,
              () ->
                  new SecretSpec(
                      new SecretReference(draws.text(512), draws.text(64)), draws.text(900)));
      var config = draws.named(30, () -> draws.text(2000));
      var tree = entry(6, new Variables(config, secrets)).toTree();
      assertThat(bytes(tree)).as("seed %d", seed).isLessThanOrEqualTo(GenerationEntry.BYTES_MAX);
    }
  }

  @Test
  void entries_take_turns_in_twenty_places() {
    assertThat(
            LongStream.range(0, 45)
                .mapToObj(seq -> entry(seq, new Variables(Map.of(), Map.of())).place())
                .distinct())
        .hasSize(20);
  }
}
