package io.runtimeservice.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.AwsCalls;
import io.runtimeservice.adapters.aws.AwsClients;
import io.runtimeservice.adapters.aws.AwsService;
import io.runtimeservice.adapters.aws.Counted;
import io.runtimeservice.adapters.aws.FakeAws;
import io.runtimeservice.adapters.aws.FakeAws.Reply;
import io.runtimeservice.adapters.aws.StandIn;
import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.adapters.vertx.VertxTime;
import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.HostClaims.Holder;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.Write;
import io.runtimeservice.model.record.LeaseMark;
import io.runtimeservice.model.record.RuntimeRecord;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the table's troubles come to. */
class DynamoDbFaultsTest {

  private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "pr-1");
  private static final RuntimeRecord HELD =
      RuntimeRecord.none(KEY).withLease(LeaseMark.NEVER_HELD.granted("a"));

  private final Vertx vertx = Vertx.vertx();
  private final FakeAws aws = new FakeAws(vertx);
  private final WireLog wire = new WireLog();
  private final Counted counted = new Counted();
  private AwsClients clients = StandIn.at(aws.uri(), wire);

  @AfterEach
  void close() {
    clients.close();
    aws.close();
    Answers.of(vertx.close());
  }

  private DynamoDbTable table() {
    return new DynamoDbTable(
        "t", clients.dynamoDb(), new AwsCalls(AwsService.DYNAMODB, new OnContext(vertx), counted));
  }

  private DynamoDbEnvironmentStore environments() {
    return new DynamoDbEnvironmentStore(table(), new VertxTime(vertx));
  }

  private Failure loadFailure() {
    return Answers.failure(environments().load(KEY));
  }

  private Failure writeFailure() {
    return Answers.failure(environments().writeUrl(KEY, "https://a.dev"));
  }

  private static Reply batch(JsonObject unprocessed) {
    return FakeAws.ok(
        new JsonObject()
            .put("Responses", new JsonObject().put("t", new JsonArray()))
            .put("UnprocessedKeys", unprocessed));
  }

  private static Reply unprocessed() {
    var key =
        new JsonObject()
            .put("pk", new JsonObject().put("S", "APP#shop"))
            .put("sk", new JsonObject().put("S", "APP"));
    return batch(new JsonObject().put("t", new JsonObject().put("Keys", new JsonArray().add(key))));
  }

  /** What stands in the table, said by the refusal of a write. */
  private static Reply item(LeaseMark lease, int incarnation) {
    var item =
        new JsonObject()
            .put("leaseVersion", number(lease.version()))
            .put("epoch", number(lease.epoch()))
            .put("incarnation", number(incarnation))
            .put("historySeq", number(0))
            .put("applied", new JsonObject().put("M", new JsonObject().put("app", NO)));
    lease.owner().ifPresent(owner -> item.put("owner", new JsonObject().put("S", owner)));
    return new Reply.Answer(
        400,
        new JsonObject()
            .put("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException")
            .put("message", "The conditional request failed")
            .put("Item", item)
            .encode());
  }

  private static final JsonObject NO = new JsonObject().put("BOOL", false);

  private static JsonObject number(long number) {
    return new JsonObject().put("N", Long.toString(number));
  }

  @Test
  void keys_left_unprocessed_are_asked_for_again_together_with_the_others() {
    aws.repliesInTurn(unprocessed(), batch(new JsonObject()));
    var records = Answers.of(environments().load(KEY));
    assertThat(records.app()).isEmpty();
    assertThat(wire.operations()).containsExactly("BatchGetItem", "BatchGetItem");
    assertThat(aws.requests())
        .allSatisfy(request ->
            assertThat(
                    request.getJsonObject("RequestItems").getJsonObject("t").getJsonArray("Keys"))
                .hasSize(3));
  }

  @Test
  void keys_left_unprocessed_again_and_again_are_given_up() {
    aws.replies(_ -> unprocessed());
    assertThat(loadFailure()).isInstanceOf(Failure.Throttled.class);
    assertThat(wire.operations()).hasSize(RecordsReader.ATTEMPTS_MAX);
  }

  @Test
  void a_load_that_does_not_end_is_given_up_at_its_deadline() {
    aws.replies(_ -> unprocessed());
    var reader = new RecordsReader(table(), new ManualTime(), Duration.ofSeconds(1));
    assertThat(Answers.failure(reader.read(KEY))).isInstanceOf(Failure.Unavailable.class);
    assertThat(wire.operations()).hasSize(1);
  }

  @Test
  void a_fault_of_theirs_is_tried_again_and_then_said_with_its_request_id() {
    aws.replies(_ -> FakeAws.error(500, "InternalServerError", "broken"));
    var failure = loadFailure();
    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure.evidence().by()).isEqualTo(Dependency.TABLE);
    assertThat(failure.evidence().text()).contains("InternalServerError", "broken");
    assertThat(failure.evidence().requestId()).contains(FakeAws.REQUEST_ID);
    assertThat(wire.operations()).hasSize(3);
    assertThat(counted.of("dynamodb", "BatchGetItem", "failed")).isOne();
  }

  @Test
  void a_fault_of_theirs_in_a_write_is_an_unknown_outcome() {
    aws.replies(_ -> FakeAws.error(500, "InternalServerError"));
    assertThat(writeFailure()).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void a_write_whose_answers_are_lost_is_an_unknown_outcome() {
    aws.replies(_ -> new Reply.Reset());
    assertThat(writeFailure()).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void a_write_that_nobody_answers_is_an_unknown_outcome() {
    clients.close();
    clients = StandIn.at(aws.uri(), wire, Duration.ofMillis(300));
    aws.replies(_ -> new Reply.Silence());
    assertThat(writeFailure()).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void an_answer_that_cannot_be_read_is_none() {
    aws.replies(_ -> new Reply.Answer(200, "<html>canary-4711</html>"));
    assertThat(writeFailure()).isInstanceOf(Failure.OutcomeUnknown.class);
    var failure = loadFailure();
    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure.evidence().text()).doesNotContain("canary");
  }

  @Test
  void throttling_is_told_apart_and_counted_as_such() {
    aws.replies(_ -> FakeAws.error(400, "ThrottlingException"));
    assertThat(writeFailure()).isInstanceOf(Failure.Throttled.class);
    assertThat(counted.of("dynamodb", "UpdateItem", "throttled")).isOne();
    assertThat(counted.of("dynamodb", "UpdateItem", "failed")).isZero();
  }

  @Test
  void what_is_wrong_with_the_request_is_not_tried_again() {
    aws.replies(_ -> FakeAws.error(400, "ValidationException", "no such thing"));
    assertThat(writeFailure()).isInstanceOf(Failure.Rejected.class);
    assertThat(wire.operations()).hasSize(1);
  }

  @Test
  void a_write_of_ours_that_was_repeated_after_its_answer_was_lost_is_written() {
    var sent = new AtomicInteger();
    aws.replies(_ -> sent.getAndIncrement() == 0 ? new Reply.Reset() : item(HELD.lease(), 1));
    assertThat(Answers.of(new DynamoDbRuntimeStore(table()).replace(LeaseMark.NEVER_HELD, HELD)))
        .isEqualTo(Write.WRITTEN);
    assertThat(wire.operations()).containsExactly("UpdateItem", "UpdateItem");
  }

  @Test
  void a_write_that_was_repeated_and_met_somebody_elses_is_refused() {
    var sent = new AtomicInteger();
    var other = LeaseMark.NEVER_HELD.granted("b");
    aws.replies(_ -> sent.getAndIncrement() == 0 ? new Reply.Reset() : item(other, 1));
    assertThat(Answers.of(new DynamoDbRuntimeStore(table()).replace(LeaseMark.NEVER_HELD, HELD)))
        .isEqualTo(Write.REFUSED);
  }

  /** Two replicas that gave the lease back one after the other left the same lease. */
  @Test
  void a_write_that_was_repeated_and_met_another_record_under_the_same_lease_is_refused() {
    var sent = new AtomicInteger();
    aws.replies(_ -> sent.getAndIncrement() == 0 ? new Reply.Reset() : item(HELD.lease(), 2));
    assertThat(Answers.of(new DynamoDbRuntimeStore(table()).replace(LeaseMark.NEVER_HELD, HELD)))
        .isEqualTo(Write.REFUSED);
  }

  @Test
  void a_claim_that_cannot_be_read_belongs_to_nobody_and_is_not_taken() {
    aws.replies(_ -> item(HELD.lease(), 1));
    var claims = new DynamoDbHostClaims(table());
    assertThat(Answers.failure(claims.claim("a.dev", new Holder(KEY, 1))))
        .isInstanceOf(Failure.Unreliable.class);
  }
}
