package io.runtimeservice.adapters.sqs;

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
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.Answers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What the queue's troubles come to. */
class SqsFaultsTest {

  private static final Mark MARK = Mark.of(EnvironmentKey.of("shop", "pr-1"), MarkSource.SWEEP);

  private final Vertx vertx = Vertx.vertx();
  private final FakeAws aws = new FakeAws(vertx);
  private final AwsClients clients = StandIn.at(aws.uri(), new WireLog());
  private final String url = aws.uri() + "/000000000000/marks";
  private final SqsMarkQueue queue = new SqsMarkQueue(url, clients.sqs(), calls());

  private AwsCalls calls() {
    return new AwsCalls(AwsService.SQS, new OnContext(vertx), new Counted());
  }

  @AfterEach
  void close() {
    clients.close();
    aws.close();
    Answers.of(vertx.close());
  }

  private static List<Receipt> receipts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Receipt("r" + i)).toList();
  }

  private static JsonObject failed(String id, boolean senderFault, String code) {
    return new JsonObject().put("Id", id).put("SenderFault", senderFault).put("Code", code);
  }

  private static Reply batch(JsonObject... failed) {
    return FakeAws.ok(
        new JsonObject()
            .put("Successful", new JsonArray())
            .put("Failed", new JsonArray(List.of(failed))));
  }

  @Test
  void what_sqs_could_not_delete_is_to_be_tried_again_but_not_what_is_gone() {
    aws.replies(_ ->
        batch(failed("1", false, "InternalError"), failed("2", true, "ReceiptHandleIsInvalid")));
    assertThat(Answers.of(queue.delete(receipts(4)))).containsExactly(new Receipt("r1"));
  }

  @Test
  void a_batch_that_could_not_be_deleted_at_all_is_to_be_tried_again_and_the_others_are_gone() {
    aws.replies(request ->
        request.getJsonArray("Entries").size() == 10
            ? FakeAws.error(400, "AccessDeniedException")
            : batch());
    assertThat(Answers.of(queue.delete(receipts(13)))).isEqualTo(receipts(10));
  }

  @Test
  void an_extension_of_what_is_gone_is_no_matter() {
    aws.replies(_ -> batch(failed("0", true, "MessageNotInflight")));
    Answers.of(queue.extend(receipts(1), Duration.ofSeconds(30)));
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void an_extension_that_sqs_could_not_make_fails() {
    aws.replies(_ -> batch(failed("0", false, "InternalError")));
    assertThat(Answers.failure(queue.extend(receipts(1), Duration.ofSeconds(30))))
        .isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void one_failed_batch_fails_the_extension_after_all_were_tried() {
    aws.replies(request ->
        request.getJsonArray("Entries").size() == 10
            ? FakeAws.error(400, "AccessDeniedException")
            : batch());
    assertThat(Answers.failure(queue.extend(receipts(12), Duration.ofSeconds(30))))
        .isInstanceOf(Failure.Forbidden.class);
    assertThat(aws.requests()).hasSize(2);
  }

  @Test
  void a_queue_that_does_not_exist_is_absent() {
    aws.replies(_ -> FakeAws.error(400, "QueueDoesNotExist"));
    assertThat(Answers.failure(queue.receive(Duration.ZERO, Duration.ofSeconds(1))))
        .isInstanceOf(Failure.Absent.class);
  }

  @Test
  void a_receive_that_gets_no_answer_is_tried_later_a_send_may_have_happened() {
    aws.replies(_ -> FakeAws.error(503, "ServiceUnavailable"));
    assertThat(Answers.failure(queue.receive(Duration.ZERO, Duration.ofSeconds(1))))
        .isInstanceOf(Failure.Unavailable.class);
    assertThat(Answers.failure(queue.send(MARK))).isInstanceOf(Failure.OutcomeUnknown.class);
  }

  /** It has time-outs of its own: the queue's wait, and a margin for each of two tries. */
  @ParameterizedTest
  @MethodSource("endless")
  void a_receive_that_is_not_answered_ends_after_its_own_time(Reply reply) {
    aws.replies(_ -> reply);
    var hasty = new SqsMarkQueue(url, clients.sqs(), calls(), Duration.ofMillis(400));
    var failure = Answers.failure(hasty.receive(Duration.ZERO, Duration.ofSeconds(1)));
    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure.evidence().text()).contains("TimeoutException");
    assertThat(aws.requests()).hasSizeBetween(1, 3);
  }

  static List<Reply> endless() {
    return List.of(new Reply.Silence(), new Reply.Drip(), new Reply.Owing(false));
  }

  @Test
  void a_message_with_odd_attributes_is_read_all_the_same() {
    var message =
        Message.builder()
            .receiptHandle("r")
            .body(MARK.body())
            .messageAttributes(
                Map.of(
                    "traceparent",
                    MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("x"))
                        .build()));
    assertThat(MarkMessages.read(message.build()).sentAt()).isEmpty();
    var sent = Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, "1796115600000");
    assertThat(MarkMessages.read(message.attributes(sent).build()).sentAt())
        .contains(Instant.parse("2026-12-01T09:00:00Z"));
    var odd = Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, "yesterday");
    assertThat(MarkMessages.read(message.attributes(odd).build()).sentAt()).isEmpty();
  }
}
