package io.runtimeservice.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.local.gateway.FuzzCase.Asked;
import io.runtimeservice.local.gateway.definition.ApiExamples;
import io.runtimeservice.local.gateway.definition.Schema;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkCodec;
import io.runtimeservice.model.mark.MarkSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Whatever comes in, a request that is right in all leads to its message, and any other to an
 * answer that the API describes, that repeats nothing of what came, and to no message.
 */
class FuzzTest {

  private static final long SEED = 20261128;
  private static final int CASES = 2_000;

  /** Whose token is good. */
  private static final Optional<Caller> CALLER =
      Optional.of(new Caller(1001, Optional.of(42L), Optional.of("push")));

  /** How often the queue is looked into, also if nothing should be in it. */
  private static final int LOOK_EVERY = 25;

  /** The gateway's own failures, and those of its files. */
  private static final int FAILED = 500;

  @Test
  void what_is_not_right_leaves_no_message() throws Exception {
    var api = ApiExamples.read();
    var models =
        Map.of(
            "application/json", api.schema("Accepted"),
            "application/problem+json", api.schema("Problem"));
    var draws = new Draws(SEED);
    var statuses = new TreeMap<Integer, Integer>();
    int messages = 0;
    var asked = new ArrayList<Asked>();
    try (var world = new GatewayWorld()) {
      var tokens = tokens(world);
      for (int i = 0; i < CASES; i++) {
        var one = FuzzCase.draw(draws, tokens);
        var answer = Wire.send(world.gateway().endpoint(), one.bytes());
        one.asks().ifPresent(asked::add);
        statuses.merge(answer.status(), 1, Integer::sum);

        String told = "seed %d, case %d: %s%n%s".formatted(SEED, i, one.text(), answer);
        assertThat(answer.status()).as(told).isLessThan(FAILED);
        assertThat(answer.status() != 0 || one.breaksOff()).as(told).isTrue();
        assertThat(answer.status() == 202).as(told).isEqualTo(one.asks().isPresent());
        assertThat(answer.toString()).as(told).doesNotContain(one.canary());
        if (!answer.body().isEmpty()) {
          Schema model = models.get(answer.header("Content-Type"));
          assertThat(model != null && model.isHeldBy(Json.read(answer.body()))).as(told).isTrue();
        }
        if (asked.size() == GatewayWorld.BATCH || i % LOOK_EVERY == 0 || i == CASES - 1) {
          var taken = world.taken();
          messages += taken.size();
          assertThat(taken.stream().map(FuzzTest::asked))
              .as("up to " + told)
              .containsExactlyInAnyOrderElementsOf(asked.stream().map(Optional::of).toList());
          asked.clear();
        }
      }
    }
    System.out.printf(
        "gateway fuzz, seed %d: %d cases on both routes, by status %s (0: the request breaks off, and"
            + " so does the connection), %d messages, each the one that was asked for%n",
        SEED, CASES, statuses, messages);
  }

  private static FuzzCase.Tokens tokens(GatewayWorld world) throws Exception {
    var bad = new ArrayList<String>();
    for (String wish :
        List.of(
            "aud=other-service",
            "expires_in=-1",
            "repository_owner_id=43",
            "event_name=pull_request_target",
            "run_id=one",
            "ref=main")) {
      bad.add(Callers.token(world.gateway(), wish));
    }
    return new FuzzCase.Tokens(Callers.token(world.gateway(), "expires_in=3600"), bad);
  }

  /** What a message asks for, read as the service does, with the claims that it has to have. */
  private static Optional<Asked> asked(Message message) {
    var attributes = new TreeMap<String, String>();
    message.messageAttributes().forEach((name, it) -> attributes.put(name, it.stringValue()));
    if (!(MarkCodec.read(message.body(), attributes) instanceof Reading.Read<Mark>(Mark mark))) {
      return Optional.empty();
    }
    return mark.source()
        .filter(it -> mark.caller().equals(it == MarkSource.GITHUB ? CALLER : Optional.empty()))
        .map(it -> new Asked(mark.key(), it));
  }
}
