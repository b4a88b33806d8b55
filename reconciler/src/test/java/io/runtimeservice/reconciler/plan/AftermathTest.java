package io.runtimeservice.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.record.Applied;
import io.runtimeservice.model.record.Closing;
import io.runtimeservice.model.record.Desired;
import io.runtimeservice.model.record.Intent;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.fixture.Given;
import io.runtimeservice.reconciler.fixture.Wanted;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AftermathTest {

  private static final Desired WANTED =
      Wanted.preview(
          """
          {"image": "registry.fly.io/x:one", "certificates": [{"hostname": "a.example.com"}]}
          """);

  private static final Observed CONVERGED = Given.converged(WANTED);

  private static final FlyAppName APP = CONVERGED.record().naming().reserved().orElseThrow().name();

  private static RuntimeRecord after(Observed before, Effect effect) {
    return new Aftermath(WANTED, Given.RESERVATIONS, Given.NOW).after(before, effect).record();
  }

  @Test
  void an_accepted_deletion_leaves_nothing_but_what_it_takes_to_confirm_it() {
    var intends =
        CONVERGED.withRecord(
            CONVERGED
                .record()
                .withIntents(new TreeSet<>(Set.of(new Intent(Intent.Kind.MACHINE, "m0")))));
    var record = after(intends, new Effect.AppDeleted(APP));
    assertThat(record.applied()).isEqualTo(Applied.NOTHING);
    assertThat(record.intents()).isEmpty();
    assertThat(record.naming().reserved()).isEmpty();
    assertThat(record.closing())
        .contains(
            new Closing(APP, Given.NOW, Optional.empty(), new TreeSet<>(Set.of("a.example.com"))));
  }

  @Test
  void an_app_that_was_there_already_is_looked_at_whole() {
    var record = after(Given.nothing(WANTED), new Effect.AppAdopted(APP));
    assertThat(record.applied().appCreated()).isTrue();
    assertThat(record.agenda().wholeLookDueAt()).contains(Given.NOW);
  }

  @Test
  void an_app_that_was_made_is_known_whole() {
    var record = after(Given.nothing(WANTED), new Effect.AppCreated(APP));
    assertThat(record.applied().appCreated()).isTrue();
    assertThat(record.agenda().wholeLookDueAt()).isEmpty();
  }

  @Test
  void a_name_that_is_a_stranger_s_is_given_up_for_the_next_one() {
    var before = Given.nothing(WANTED);
    var naming = after(before, new Effect.NameLost(APP)).naming();
    assertThat(naming.incarnation()).isEqualTo(before.record().naming().incarnation() + 1);
    assertThat(naming.reserved().orElseThrow().name()).isNotEqualTo(APP);
  }
}
