package io.runtimeservice.local.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An issuer's keys, in a time that a test is the master of. */
class IssuerKeysTest {

  private final ManualTime time = new ManualTime();
  private final AtomicInteger fetches = new AtomicInteger();
  private Supplier<Future<JWKSet>> answer = () -> Future.succeededFuture(new JWKSet());

  private final IssuerKeys keys =
      new IssuerKeys(
          () -> {
            fetches.incrementAndGet();
            return answer.get();
          },
          time);

  private static <T> Future<T> down() {
    return Future.failedFuture("the issuer is down");
  }

  @Test
  void they_are_fetched_once_an_hour() {
    Answers.of(keys.current());
    time.advance(IssuerKeys.KEPT_FOR.minusMillis(1));
    Answers.of(keys.current());
    assertThat(fetches).hasValue(1);

    time.advance(Duration.ofMillis(1));
    Answers.of(keys.current());
    assertThat(fetches).hasValue(2);
  }

  @Test
  void an_unknown_key_has_them_fetched_again_but_not_for_everybody_who_names_one() {
    Answers.of(keys.current());
    for (int i = 0; i < 100; i++) {
      Answers.of(keys.again());
    }
    assertThat(fetches).hasValue(2);

    time.advance(IssuerKeys.AGAIN_AT_MOST_EVERY);
    for (int i = 0; i < 100; i++) {
      Answers.of(keys.again());
    }
    assertThat(fetches).hasValue(3);
  }

  @Test
  void who_asks_while_they_are_on_their_way_waits_for_them() {
    Promise<JWKSet> late = Promise.promise();
    answer = late::future;
    var one = keys.current();
    var other = keys.current();
    assertThat(fetches).hasValue(1);

    late.complete(new JWKSet());

    assertThat(Answers.of(one)).isSameAs(Answers.of(other));
  }

  @Test
  void old_ones_do_while_the_issuer_is_down() {
    var first = Answers.of(keys.current());
    answer = IssuerKeysTest::down;
    time.advance(IssuerKeys.KEPT_FOR);

    assertThat(Answers.of(keys.current())).isSameAs(first);
    assertThat(Answers.of(keys.again())).isSameAs(first);
  }

  @Test
  void without_any_it_fails_and_tries_again_at_once() {
    answer = IssuerKeysTest::down;
    assertThat(keys.current().failed()).isTrue();

    answer = () -> Future.succeededFuture(new JWKSet());

    assertThat(keys.current().succeeded()).isTrue();
  }
}
