package io.runtimeservice.reconciler.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.failure.FailureException;
import io.runtimeservice.model.fly.Certificate;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.fly.SecretsWritten;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.secret.SecretReference;
import io.runtimeservice.model.secret.SecretValue;
import io.runtimeservice.model.spec.CertificateSpec;
import io.runtimeservice.model.spec.SecretSpec;
import io.runtimeservice.model.telemetry.Metric;
import io.runtimeservice.reconciler.fixture.Said;
import io.runtimeservice.reconciler.fixture.Tally;
import io.runtimeservice.reconciler.plan.Effect;
import io.runtimeservice.reconciler.plan.Operation;
import io.runtimeservice.simulator.secrets.InMemorySecretSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Values are fetched when they have to be sent; names are told, values never. */
class SecretFetcherTest {

  private static final SecretReference DB = new SecretReference("checkout/db", "1");
  private static final SecretReference MAIL = new SecretReference("checkout/mail", "7");
  private static final Canary CANARY = Canary.text(new Draws(42));

  private static final Map<String, SecretSpec> WANTED =
      Map.of(
          "DB_URL", new SecretSpec(DB, "url"),
          "DB_PASSWORD", new SecretSpec(DB, "password"),
          "SMTP", new SecretSpec(MAIL, "SMTP"));

  private final InMemorySecretSource source = new InMemorySecretSource();
  private final Tally tally = new Tally();
  private final SecretFetcher fetcher = new SecretFetcher(source, tally);

  private void allAreThere() {
    source.put(DB, Map.of("url", "postgres://", "password", CANARY.value()));
    source.put(MAIL, Map.of("SMTP", "smtp://"));
  }

  private static String reveal(SecretValue value) {
    return value.reveal(it -> it);
  }

  private static void saysNoValue(Throwable thrown) {
    Failure failure = FailureException.of(thrown);
    for (String text : List.of(thrown.toString(), failure.toString(), failure.evidence().text())) {
      assertThat(CANARY.occursIn(text)).as(text).isFalse();
    }
  }

  @Test
  void each_value_is_given_by_its_env_var_and_each_bundle_fetched_once() {
    allAreThere();
    var values = Answers.of(fetcher.values(WANTED));
    assertThat(values).containsOnlyKeys("DB_URL", "DB_PASSWORD", "SMTP");
    assertThat(values.values().stream().map(SecretFetcherTest::reveal))
        .containsExactlyInAnyOrder("postgres://", CANARY.value(), "smtp://");
    assertThat(values.get("DB_PASSWORD"))
        .isNotNull()
        .satisfies(it -> assertThat(reveal(it)).isEqualTo(CANARY.value()));
    assertThat(source.fetches()).isEqualTo(2);
    assertThat(tally.counted(Metric.SECRET_SYNC, "applied")).isEqualTo(1);
    assertThat(CANARY.occursIn(values.toString())).isFalse();
  }

  @Test
  void what_is_only_unset_has_nothing_to_fetch() {
    assertThat(Answers.of(fetcher.values(Map.of()))).isEmpty();
    assertThat(source.fetches()).isZero();
  }

  @Test
  void a_bundle_that_is_missing_names_every_env_var_that_needs_it() {
    allAreThere();
    source.remove(DB);
    var error = Answers.error(fetcher.values(WANTED));
    assertThat(FailureException.of(error))
        .isInstanceOfSatisfying(
            Failure.SecretMissing.class,
            it -> {
              assertThat(it.evidence().text()).startsWith("DB_PASSWORD, DB_URL: ");
              assertThat(it.evidence().by()).isEqualTo(Dependency.SECRETS);
            });
    assertThat(tally.counted(Metric.SECRET_SYNC, "missing")).isEqualTo(1);
    assertThat(tally.counted(Metric.SECRET_SYNC, "applied")).isZero();
    saysNoValue(error);
  }

  @Test
  void a_bundle_that_may_not_be_read_names_them_too() {
    allAreThere();
    source.deny(MAIL, true);
    assertThat(Answers.failure(fetcher.values(WANTED)))
        .isInstanceOfSatisfying(
            Failure.SecretDenied.class,
            it -> assertThat(it.evidence().text()).startsWith("SMTP: "));
    assertThat(tally.counted(Metric.SECRET_SYNC, "denied")).isEqualTo(1);
  }

  @Test
  void a_source_that_does_not_answer_is_told_as_it_is_and_with_who_waits_for_it() {
    source.down(true);
    assertThat(Answers.failure(fetcher.values(Map.of("SMTP", new SecretSpec(MAIL, "SMTP")))))
        .isInstanceOfSatisfying(
            Failure.Unavailable.class, it -> assertThat(it.evidence().text()).startsWith("SMTP: "));
    assertThat(tally.counted(Metric.SECRET_SYNC, "unavailable")).isEqualTo(1);
  }

  @Test
  void a_source_that_wants_to_be_left_alone_for_a_while_is_told_with_who_waits_and_until_when() {
    var again = Duration.ofSeconds(9);
    var busy =
        new SecretFetcher(
            _ -> Said.failed(new Failure.Throttled(Optional.of(again), Said.SECRETS)), tally);
    assertThat(Answers.failure(busy.values(Map.of("SMTP", new SecretSpec(MAIL, "SMTP")))))
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            it -> {
              assertThat(it.evidence().text()).startsWith("SMTP: ");
              assertThat(it.retryAfter()).contains(again);
            });
    assertThat(tally.counted(Metric.SECRET_SYNC, "unavailable")).isEqualTo(1);
  }

  @Test
  void a_key_that_is_missing_names_the_env_var_and_not_the_key() {
    source.put(DB, Map.of("url", CANARY.value()));
    var wanted = Map.of("DB_URL", new SecretSpec(DB, CANARY.value()));
    var error = Answers.error(fetcher.values(wanted));
    assertThat(FailureException.of(error))
        .isInstanceOfSatisfying(
            Failure.SecretMissing.class,
            it -> assertThat(it.evidence().text()).startsWith("DB_URL: "));
    saysNoValue(error);
    assertThat(tally.counted(Metric.SECRET_SYNC, "missing")).isEqualTo(1);
  }

  private static final String HOST = "a.example.com";
  private static final SecretReference TLS = new SecretReference("checkout/tls", "3");

  @Test
  void a_certificate_is_a_chain_and_a_private_key() {
    source.put(TLS, Map.of("fullchain", "chain", "private_key", CANARY.value()));
    var pair = Answers.of(fetcher.certificate(HOST, TLS));
    assertThat(reveal(pair.chain())).isEqualTo("chain");
    assertThat(reveal(pair.privateKey())).isEqualTo(CANARY.value());
    assertThat(CANARY.occursIn(pair.toString())).isFalse();
  }

  @Test
  void half_a_certificate_is_none_and_its_host_name_is_told() {
    for (String key : List.of("fullchain", "private_key")) {
      source.put(TLS, Map.of(key, CANARY.value()));
      var error = Answers.error(fetcher.certificate(HOST, TLS));
      assertThat(FailureException.of(error)).isInstanceOf(Failure.SecretMissing.class);
      assertThat(FailureException.of(error).evidence().text()).startsWith(HOST);
      saysNoValue(error);
    }
  }

  @Test
  void a_write_of_secrets_sends_the_values_and_learns_fly_s_digests() {
    var workshop = new Workshop();
    workshop.source.put(DB, Map.of("url", CANARY.value()));
    var written = new SecretsWritten(18, Map.of("DB_URL", "digest"));
    workshop.fly.answers(SecretCall.Write.class, written);
    var write =
        new Operation.WriteSecrets(
            new TreeMap<>(Map.of("DB_URL", new SecretSpec(DB, "url"))),
            new TreeSet<>(List.of("OLD")),
            Workshop.BECAUSE);
    assertThat(workshop.effect(write)).isEqualTo(new Effect.SecretsApplied(write, written));
    assertThat(workshop.fly.calls().getFirst())
        .isInstanceOfSatisfying(
            SecretCall.Write.class,
            call -> {
              assertThat(call.app()).isEqualTo(Workshop.APP);
              assertThat(call.set()).containsOnlyKeys("DB_URL");
              assertThat(call.unset()).containsExactly("OLD");
              assertThat(CANARY.occursIn(call.toString())).isFalse();
            });
    assertThat(CANARY.occursIn(write.words() + write)).isFalse();
  }

  @Test
  void where_one_value_is_missing_nothing_is_written() {
    var workshop = new Workshop();
    var write =
        new Operation.WriteSecrets(
            new TreeMap<>(Map.of("DB_URL", new SecretSpec(DB, "url"))),
            new TreeSet<>(),
            Workshop.BECAUSE);
    assertThat(workshop.failure(write)).isInstanceOf(Failure.SecretMissing.class);
    assertThat(workshop.fly.calls()).isEmpty();
  }

  @Test
  void a_certificate_of_our_own_is_given_to_fly() {
    var workshop = new Workshop();
    workshop.source.put(TLS, Map.of("fullchain", "chain", "private_key", CANARY.value()));
    var active =
        new Certificate(HOST, Certificate.State.ACTIVE, Optional.empty(), List.of(), List.of());
    workshop.fly.answers(CertificateCall.ImportCustom.class, active);
    var request =
        new Operation.RequestCertificate(
            new CertificateSpec(HOST, Optional.of(TLS)), Workshop.BECAUSE);
    assertThat(workshop.effect(request))
        .isEqualTo(new Effect.CertificateRequested(request, active));
    assertThat(CANARY.occursIn(workshop.fly.calls().toString())).isFalse();
  }
}
