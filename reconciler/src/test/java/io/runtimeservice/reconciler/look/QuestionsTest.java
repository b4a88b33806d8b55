package io.runtimeservice.reconciler.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QuestionsTest {

  private static final Desired WANTED = Wanted.preview("{}");
  private static final Instant NOW = Given.NOW;

  private static final Questions NONE =
      new Questions(false, false, false, false, false, false, Set.of(), Set.of(), false);
  private static final Questions MACHINES =
      new Questions(false, false, true, false, false, false, Set.of(), Set.of(), false);
  private static final Questions CLOSING =
      new Questions(true, false, false, false, false, false, Set.of(), Set.of(), false);

  private static Desired deleted(String type) {
    return Wanted.desired(type, "deleted", 2, "{}");
  }

  private static RuntimeRecord converged() {
    return Given.converged(WANTED).record();
  }

  private static RuntimeRecord closing() {
    var name = converged().naming().reserved().orElseThrow().name();
    return converged().withClosing(Optional.of(Closing.of(name, NOW, Optional.empty())));
  }

  @Test
  void nothing_is_asked_of_what_cannot_be_there() {
    assertThat(Questions.of(WANTED, RuntimeRecord.none(Wanted.KEY), NOW)).isEqualTo(NONE);
    assertThat(Questions.of(WANTED, Given.nothing(WANTED).record(), NOW)).isEqualTo(NONE);
  }

  @Test
  void an_app_that_may_be_there_is_the_only_question_at_first() {
    var intending =
        Given.nothing(WANTED)
            .record()
            .withIntents(new TreeSet<>(List.of(new Intent(Intent.Kind.APP, "x"))));
    assertThat(Questions.of(WANTED, intending, NOW))
        .isEqualTo(
            new Questions(false, true, false, false, false, false, Set.of(), Set.of(), false));
  }

  @Test
  void machines_are_always_asked_for_and_everything_when_it_is_due() {
    assertThat(Questions.of(WANTED, converged(), NOW)).isEqualTo(MACHINES);
    var due = converged().withAgenda(converged().agenda().withWholeLookDueAt(NOW));
    assertThat(Questions.of(WANTED, due, NOW.minusNanos(1))).isEqualTo(MACHINES);
    assertThat(Questions.of(WANTED, due, NOW))
        .isEqualTo(new Questions(false, false, true, true, true, true, Set.of(), Set.of(), true));
  }

  @Test
  void a_deletion_asks_only_what_it_has_to_know() {
    assertThat(Questions.of(deleted("preview"), converged(), NOW)).isEqualTo(NONE);
    assertThat(Questions.of(deleted("production"), converged(), NOW)).isEqualTo(MACHINES);
    assertThat(Questions.of(deleted("production"), Given.nothing(WANTED).record(), NOW))
        .isEqualTo(NONE);
    assertThat(Questions.of(deleted("preview"), closing(), NOW)).isEqualTo(CLOSING);
    assertThat(Questions.of(deleted("production"), closing(), NOW)).isEqualTo(CLOSING);
  }

  @Test
  void certificates_that_are_active_are_not_asked_for() {
    var applied =
        converged()
            .applied()
            .withCertificate("a.example.com", ends(true, ENDS_LATE))
            .withCertificate("b.example.com", new Applied.Certified(Optional.empty(), false, NOW));
    var questions = Questions.of(WANTED, converged().withApplied(applied), NOW);
    assertThat(questions.pending()).containsExactly("b.example.com");
    assertThat(Questions.everything(applied, NOW).pending()).containsExactly("b.example.com");
    assertThat(Questions.everything(applied, NOW).ending()).isEmpty();
  }

  private static final Instant ENDS_LATE = NOW.plus(Questions.RENEWED_BEFORE_END);
  private static final Instant ENDS_SOON = ENDS_LATE.minusNanos(1);

  private static Applied.Certified ends(boolean issuedByFly, Instant at) {
    return new Applied.Certified(
        issuedByFly ? Optional.empty() : Optional.of(new SecretReference("tls", "1")),
        true,
        NOW,
        Optional.of(at));
  }

  @Test
  void a_whole_look_asks_when_certificates_end_that_should_have_been_renewed_or_have_no_date() {
    var applied =
        converged()
            .applied()
            .withCertificate("renewed.example.com", ends(true, ENDS_LATE))
            .withCertificate("due.example.com", ends(true, ENDS_SOON))
            .withCertificate("over.example.com", ends(true, NOW.minusSeconds(1)))
            .withCertificate("given.example.com", ends(false, ENDS_SOON))
            .withCertificate(
                "undated.example.com", new Applied.Certified(Optional.empty(), true, NOW))
            .withCertificate(
                "pending.example.com", new Applied.Certified(Optional.empty(), false, NOW));

    assertThat(Questions.everything(applied, NOW).ending())
        .containsExactlyInAnyOrder("due.example.com", "over.example.com", "undated.example.com");
    assertThat(Questions.of(WANTED, converged().withApplied(applied), NOW).ending())
        .as("no other look does")
        .isEmpty();
  }

  @Test
  void of_many_certificates_it_asks_for_those_that_end_first() {
    var applied =
        converged()
            .applied()
            .withCertificate("a.example.com", new Applied.Certified(Optional.empty(), true, NOW));
    for (int i = 0; i < Questions.ENDING_MAX; i++) {
      applied = applied.withCertificate("h" + i + ".example.com", ends(true, NOW.plusSeconds(i)));
    }

    assertThat(Questions.everything(applied, NOW).ending())
        .hasSize(Questions.ENDING_MAX)
        .doesNotContain("a.example.com");
  }
}
