package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.ResolvedImage;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Altered;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import io.runtimeservice.reconciler.plan.Operation.Because;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a machine was last given is compared by digests; what Fly echoes, only if it was changed.
 */
class MachineFitTest {

  private static final String DIGEST_A = "sha256:" + "a".repeat(64);
  private static final String DIGEST_B = "sha256:" + "b".repeat(64);

  private static final Desired WANTED = pinned(DIGEST_A, "");
  private static final Observed CONVERGED = Given.converged(WANTED);
  private static final Machine MACHINE = CONVERGED.machines().getFirst();

  private static Desired pinned(String digest, String fields) {
    return preview("registry.fly.io/checkout@" + digest, fields);
  }

  private static Desired preview(String image, String fields) {
    return Wanted.preview("{\"image\": \"%s\"%s}".formatted(image, fields));
  }

  private static Optional<Because> misfit(Desired desired, RuntimeRecord record, Machine it) {
    var image = desired.spec().build().image().orElseThrow();
    return new MachineFit(Blueprint.of(desired, record, image), record).misfit(it);
  }

  private static Optional<Because> misfit(Desired desired, Machine machine) {
    return misfit(desired, CONVERGED.record(), machine);
  }

  private static Optional<Because> misfit(Machine machine) {
    return misfit(WANTED, machine);
  }

  private static Machine debugged(Machine machine) {
    return Altered.config(
        machine, config -> config.with("env", Values.tree().put("DEBUG", "1").build()));
  }

  @Test
  void a_machine_as_we_left_it_fits_whatever_fly_echoes() {
    assertThat(misfit(MACHINE)).isEmpty();
    assertThat(misfit(debugged(MACHINE)))
        .as("its version is that of our own last change")
        .isEmpty();
  }

  @Test
  void one_whose_version_moved_is_compared_and_told_to_be_changed_by_hand() {
    assertThat(misfit(Altered.version(MACHINE, "v2"))).isEmpty();
    assertThat(misfit(Altered.version(debugged(MACHINE), "v2")))
        .contains(new Because(Cause.CHANGED_BY_HAND, "env DEBUG"));
  }

  @Test
  void an_image_that_was_changed_by_hand_is_told_first() {
    var changed =
        Altered.config(
            debugged(MACHINE),
            config -> config.with("image", Values.text("registry.fly.io/checkout@" + DIGEST_B)));
    assertThat(misfit(Altered.version(changed, "v2")))
        .contains(new Because(Cause.CHANGED_BY_HAND, "image, env DEBUG"));
  }

  @Test
  void another_image_is_told_by_the_beginning_of_its_digest() {
    assertThat(misfit(pinned(DIGEST_B, ""), MACHINE))
        .contains(
            new Because(
                Cause.IMAGE_CHANGED,
                "registry.fly.io/checkout@sha256:aaaaaaaaaaaa →"
                    + " registry.fly.io/checkout@sha256:bbbbbbbbbbbb"));
  }

  @Test
  void another_configuration_is_told_by_its_parts() {
    assertThat(
            misfit(
                pinned(DIGEST_A, ", \"config\": {\"A\": \"1\"}, \"guest\": {\"memoryMb\": 512}"),
                MACHINE))
        .contains(new Because(Cause.CONFIG_CHANGED, "env A, guest"));
  }

  @Test
  void a_machine_without_our_marks_does_not_fit() {
    assertThat(misfit(Altered.config(MACHINE, it -> it.with("metadata", Values.tree().build()))))
        .map(Because::cause)
        .contains(Cause.CONFIG_CHANGED);
    assertThat(misfit(Altered.metadata(MACHINE, Ownership.CONFIG, "another"))).isPresent();
  }

  @Test
  void a_machine_that_was_started_with_other_secrets_does_not_fit() {
    assertThat(misfit(Altered.metadata(MACHINE, Ownership.SECRETS, "another")))
        .contains(new Because(Cause.SECRETS_CHANGED, ""));
  }

  @Test
  void a_rotation_to_the_same_values_restarts_nothing() {
    var before = pinned(DIGEST_A, ", \"secrets\": {\"A\": {\"ref\": \"r\", \"version\": \"1\"}}");
    var after = pinned(DIGEST_A, ", \"secrets\": {\"A\": {\"ref\": \"r\", \"version\": \"2\"}}");
    var machine = Given.converged(before).machines().getFirst();
    assertThat(misfit(after, Given.converged(after).record(), machine)).isEmpty();
  }

  @Test
  void a_tag_and_what_it_was_found_to_mean_are_one_image() {
    var tagged = preview("registry.fly.io/checkout:v1", "");
    var observed = Given.converged(tagged);
    var machine = Altered.imageDigest(observed.machines().getFirst(), DIGEST_A);
    var resolved =
        observed.record().withImage(Optional.of(new ResolvedImage(tagged.version(), DIGEST_A)));
    assertThat(misfit(tagged, resolved, machine)).isEmpty();
    assertThat(misfit(tagged, resolved, Altered.version(machine, "v2")))
        .as("made from the tag, before it was known what it means")
        .isEmpty();
    var other = Altered.version(Altered.imageDigest(machine, DIGEST_B), "v2");
    assertThat(misfit(tagged, resolved, other))
        .contains(new Because(Cause.CHANGED_BY_HAND, "image"));
  }

  @Test
  void with_a_tag_another_commit_is_another_machine_and_with_a_digest_it_is_not() {
    String one = ", \"commit\": \"aaaa\"";
    String two = ", \"commit\": \"bbbb\"";
    var tagged = Given.converged(preview("registry.fly.io/checkout:v1", one));
    assertThat(
            misfit(
                preview("registry.fly.io/checkout:v1", two),
                tagged.record(),
                tagged.machines().getFirst()))
        .isPresent();
    var pinned = Given.converged(pinned(DIGEST_A, one));
    assertThat(misfit(pinned(DIGEST_A, two), pinned.record(), pinned.machines().getFirst()))
        .isEmpty();
  }

  @Test
  void of_a_machine_that_shows_no_configuration_the_image_is_not_known() {
    var hidden =
        new Machine(
            MACHINE.id(),
            MACHINE.name(),
            MACHINE.region(),
            MACHINE.state(),
            MACHINE.version(),
            Optional.empty(),
            Optional.empty(),
            MACHINE.health());
    assertThat(misfit(hidden).map(Because::detail).orElseThrow()).startsWith("none → ");
  }

  @Test
  void which_version_is_ours_is_told_by_machine() {
    var fit =
        new MachineFit(
            Blueprint.of(WANTED, CONVERGED.record(), WANTED.spec().build().image().orElseThrow()),
            CONVERGED.record());
    assertThat(fit.isAsWeLeftIt(MACHINE)).isTrue();
    assertThat(fit.isAsWeLeftIt(Altered.version(MACHINE, "v2"))).isFalse();
    assertThat(fit.isAsWeLeftIt(Altered.id(MACHINE, "another"))).isFalse();
  }
}
