package io.runtimeservice.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.aws.WireLog;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import io.runtimeservice.model.port.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Which calls the queue gets. */
class SqsWireTest {

  private static final Mark MARK =
      new Mark(
          EnvironmentKey.of("shop", "pr-1"),
          Optional.of(MarkSource.GITHUB),
          Optional.of(Caller.of(7)));

  @RegisterExtension final ElasticMq elasticMq = new ElasticMq();

  private SqsMarkQueue queue() {
    return (SqsMarkQueue) elasticMq.world().queue();
  }

  private WireLog wire() {
    return elasticMq.world().wire();
  }

  private static List<Receipt> receipts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Receipt("none#" + i)).toList();
  }

  @Test
  void a_mark_is_sent_in_the_group_of_its_app_and_says_who_asks() {
    Answers.of(queue().send(MARK));
    var sent = wire().only(SendMessageRequest.class);
    assertThat(sent.messageGroupId()).isEqualTo("shop");
    assertThat(sent.messageBody()).isEqualTo(MARK.body());
    assertThat(sent.messageAttributes()).containsOnlyKeys("source", "callerRepositoryId");
    assertThat(sent.messageAttributes().values())
        .extracting(attribute -> attribute.stringValue())
        .containsExactlyInAnyOrder("github", "7");
  }

  @Test
  void a_receive_is_one_long_poll_for_as_many_as_there_may_be() {
    Answers.of(queue().send(MARK));
    wire().clear();
    Answers.of(queue().receive(Duration.ofSeconds(20), Duration.ofMillis(30_001)));
    var poll = wire().only(ReceiveMessageRequest.class);
    assertThat(poll.maxNumberOfMessages()).isEqualTo(10);
    assertThat(poll.waitTimeSeconds()).isEqualTo(20);
    assertThat(poll.visibilityTimeout()).isEqualTo(31);
    assertThat(poll.messageAttributeNames()).containsExactly("All");
    assertThat(poll.messageSystemAttributeNames())
        .containsExactly(MessageSystemAttributeName.SENT_TIMESTAMP);
  }

  @Test
  void no_time_out_of_ours_ends_a_poll_before_the_queue_does() {
    Answers.of(queue().send(MARK));
    wire().clear();
    Answers.of(queue().receive(Duration.ofSeconds(20), Duration.ofMinutes(1)));
    var timeouts = wire().only(ReceiveMessageRequest.class).overrideConfiguration().orElseThrow();
    assertThat(timeouts.apiCallAttemptTimeout()).contains(Duration.ofSeconds(25));
    assertThat(timeouts.apiCallTimeout()).contains(Duration.ofSeconds(30));
  }

  @Test
  void no_more_is_asked_of_sqs_than_it_takes() {
    Answers.of(queue().send(MARK));
    wire().clear();
    Answers.of(queue().receive(Duration.ofMinutes(5), Duration.ofDays(1)));
    var poll = wire().only(ReceiveMessageRequest.class);
    assertThat(poll.waitTimeSeconds()).isEqualTo(20);
    assertThat(poll.visibilityTimeout()).isEqualTo(43_200);
  }

  @Test
  void deletions_go_ten_to_a_call() {
    Answers.of(queue().delete(receipts(25)));
    assertThat(wire().sent())
        .extracting(sent -> ((DeleteMessageBatchRequest) sent.request()).entries().size())
        .containsExactlyInAnyOrder(10, 10, 5);
  }

  @Test
  void extensions_go_ten_to_a_call_and_say_for_how_long() {
    Answers.of(queue().extend(receipts(12), Duration.ofMinutes(10)));
    assertThat(wire().sent())
        .extracting(sent -> ((ChangeMessageVisibilityBatchRequest) sent.request()).entries())
        .allSatisfy(entries ->
            assertThat(entries).allSatisfy(it -> assertThat(it.visibilityTimeout()).isEqualTo(600)))
        .extracting(List::size)
        .containsExactlyInAnyOrder(10, 2);
  }
}
