package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.HostClaims.Holder;
import org.junit.jupiter.api.Test;

/** What every {@link HostClaims} does. */
public interface HostClaimsContract {

  String HOST = "www.example.com";
  Holder FIRST = new Holder(EnvironmentKey.of("shop", "production"), 1);
  Holder SECOND = new Holder(EnvironmentKey.of("shop", "pr-1"), 4);

  TableWorld table();

  private Holder claim(Holder claimant) {
    return Answers.of(table().claims().claim(HOST, claimant));
  }

  private Write takeOver(Holder from, Holder to) {
    return Answers.of(table().claims().takeOver(HOST, from, to));
  }

  private Write release(Holder holder) {
    return Answers.of(table().claims().release(HOST, holder));
  }

  @Test
  default void whoever_claims_first_owns_the_host_name() {
    assertThat(claim(FIRST)).isEqualTo(FIRST);
    assertThat(claim(SECOND)).isEqualTo(FIRST);
  }

  @Test
  default void the_owner_may_claim_again() {
    claim(FIRST);
    assertThat(claim(FIRST)).isEqualTo(FIRST);
  }

  @Test
  default void another_incarnation_of_the_owner_is_somebody_else() {
    claim(FIRST);
    assertThat(claim(new Holder(FIRST.key(), 2))).isEqualTo(FIRST);
  }

  @Test
  default void each_host_name_has_its_own_owner() {
    claim(FIRST);
    assertThat(Answers.of(table().claims().claim("example.com", SECOND))).isEqualTo(SECOND);
    assertThat(claim(SECOND)).isEqualTo(FIRST);
  }

  @Test
  default void a_host_name_that_was_given_up_is_free() {
    claim(FIRST);
    assertThat(release(FIRST)).isEqualTo(Write.WRITTEN);
    assertThat(claim(SECOND)).isEqualTo(SECOND);
  }

  @Test
  default void nobody_gives_up_what_is_not_theirs() {
    assertThat(release(FIRST)).isEqualTo(Write.REFUSED);
    claim(FIRST);
    assertThat(release(SECOND)).isEqualTo(Write.REFUSED);
    assertThat(release(new Holder(FIRST.key(), 2))).isEqualTo(Write.REFUSED);
    assertThat(claim(SECOND)).isEqualTo(FIRST);
  }

  @Test
  default void a_claim_is_taken_over_from_the_one_who_has_it() {
    claim(FIRST);
    assertThat(takeOver(FIRST, SECOND)).isEqualTo(Write.WRITTEN);
    assertThat(claim(FIRST)).isEqualTo(SECOND);
  }

  @Test
  default void a_claim_is_not_taken_over_from_somebody_who_has_lost_it_meanwhile() {
    claim(FIRST);
    var third = new Holder(EnvironmentKey.of("zoo", "pr-1"), 1);
    assertThat(takeOver(SECOND, third)).isEqualTo(Write.REFUSED);
    assertThat(takeOver(new Holder(FIRST.key(), 2), third)).isEqualTo(Write.REFUSED);
    assertThat(claim(third)).isEqualTo(FIRST);
  }

  @Test
  default void a_claim_that_nobody_has_is_not_taken_over() {
    assertThat(takeOver(FIRST, SECOND)).isEqualTo(Write.REFUSED);
    assertThat(claim(FIRST)).isEqualTo(FIRST);
  }

  @Test
  default void a_take_over_that_arrives_twice_is_found_to_be_written() {
    claim(FIRST);
    takeOver(FIRST, SECOND);
    assertThat(takeOver(FIRST, SECOND)).isEqualTo(Write.WRITTEN);
    assertThat(claim(FIRST)).isEqualTo(SECOND);
  }
}
