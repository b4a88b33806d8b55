package io.runtimeservice.simulator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.port.ManualTime;
import io.runtimeservice.model.port.MarkQueue;
import io.runtimeservice.model.port.MarkQueueContract;
import io.runtimeservice.model.port.QueueWorld;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryMarkQueueTest implements MarkQueueContract, QueueWorld {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final InMemoryMarkQueue queue = new InMemoryMarkQueue(time);

  @Override
  public QueueWorld world() {
    return this;
  }

  @Override
  public MarkQueue queue() {
    return queue;
  }

  @Override
  public void sendRaw(String body, Map<String, String> attributes) {
    queue.sendRaw(body, attributes);
  }

  @Override
  public List<String> deadLetters() {
    return queue.deadLetters();
  }

  @Override
  public <T> T await(Future<T> future) {
    while (!future.isComplete()) {
      assertThat(time.advanceToNext()).as("something is about to happen").isTrue();
    }
    return Answers.of(future);
  }

  @AfterEach
  void nobody_is_left_waiting() {
    assertThat(time.timers()).isZero();
  }

  private List<ReceivedMark> receiveNow(Duration invisible) {
    return Answers.of(queue.receive(Duration.ZERO, invisible));
  }

  private void send(int marks) {
    IntStream.range(0, marks)
        .forEach(i -> queue.send(Mark.of(EnvironmentKey.of("shop", "pr-" + i), MarkSource.SWEEP)));
  }

  @Test
  void a_mark_is_hidden_exactly_as_long_as_was_asked() {
    send(1);
    receiveNow(SECOND.multipliedBy(30));
    time.advance(SECOND.multipliedBy(30).minusNanos(1));
    assertThat(receiveNow(SECOND)).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(receiveNow(SECOND)).hasSize(1);
  }

  @Test
  void an_extension_hides_it_for_so_long_from_then_on() {
    send(1);
    var receipts = receiveNow(SECOND.multipliedBy(30)).stream().map(ReceivedMark::receipt).toList();
    time.advance(SECOND.multipliedBy(20));
    queue.extend(receipts, SECOND.multipliedBy(30));
    queue.extend(receipts, SECOND.multipliedBy(30));
    time.advance(SECOND.multipliedBy(29));
    assertThat(receiveNow(SECOND)).isEmpty();
    time.advance(SECOND);
    assertThat(receiveNow(SECOND)).hasSize(1);
  }

  @Test
  void an_extension_that_comes_too_late_hides_nothing() {
    send(1);
    var receipts = receiveNow(SECOND).stream().map(ReceivedMark::receipt).toList();
    time.advance(SECOND);
    queue.extend(receipts, SECOND.multipliedBy(30));
    assertThat(receiveNow(SECOND)).hasSize(1);
  }

  @Test
  void a_handle_of_an_earlier_delivery_is_worth_nothing() {
    send(1);
    var first = receiveNow(SECOND).getFirst().receipt();
    time.advance(SECOND);
    receiveNow(SECOND);
    queue.delete(List.of(first));
    queue.extend(List.of(first), SECOND.multipliedBy(9));
    time.advance(SECOND);
    assertThat(receiveNow(SECOND)).hasSize(1);
  }

  @Test
  void a_mark_that_is_visible_again_can_still_be_deleted() {
    send(MarkQueue.BATCH_MAX + 1);
    receiveNow(SECOND);
    var last = receiveNow(SECOND).getFirst().receipt();
    time.advance(SECOND);
    assertThat(receiveNow(SECOND)).hasSize(MarkQueue.BATCH_MAX);
    queue.delete(List.of(last));
    assertThat(receiveNow(SECOND)).isEmpty();
    assertThat(queue.size()).isEqualTo(MarkQueue.BATCH_MAX);
  }

  @Test
  void whoever_waits_is_served_by_a_timer_and_not_in_the_midst_of_the_send() {
    var waiting = queue.receive(SECOND, SECOND);
    send(1);
    assertThat(waiting.isComplete()).isFalse();
    time.advance(Duration.ZERO);
    assertThat(Answers.of(waiting)).hasSize(1);
  }

  @Test
  void whoever_waits_is_given_a_mark_that_becomes_visible_again() {
    send(1);
    receiveNow(SECOND.multipliedBy(3));
    var waiting = queue.receive(SECOND.multipliedBy(20), SECOND);
    time.advance(SECOND.multipliedBy(3));
    assertThat(Answers.of(waiting)).hasSize(1);
  }

  @Test
  void those_who_wait_are_served_in_their_order() {
    var served = new ArrayList<String>();
    queue.receive(SECOND.multipliedBy(5), SECOND).onSuccess(_ -> served.add("first"));
    queue.receive(SECOND.multipliedBy(5), SECOND).onSuccess(_ -> served.add("second"));
    send(2 * MarkQueue.BATCH_MAX);
    time.advance(SECOND.dividedBy(2));
    assertThat(served).containsExactly("first", "second");
  }

  @Test
  void calls_are_counted_as_sqs_counts_them() {
    send(25);
    var received = new ArrayList<ReceivedMark>();
    IntStream.range(0, 3).forEach(_ -> received.addAll(receiveNow(SECOND)));
    var receipts = received.stream().map(ReceivedMark::receipt).toList();
    queue.extend(receipts, SECOND);
    queue.delete(receipts);
    assertThat(queue.counts()).isEqualTo(new QueueCounts(25, 3, 3, 3, 25));
    assertThat(queue.counts().calls()).isEqualTo(34);
    assertThat(queue.size()).isZero();
  }

  @Test
  void a_message_that_was_put_aside_is_gone() {
    send(1);
    IntStream.rangeClosed(0, RECEIVES_MAX).forEach(_ -> receiveNow(Duration.ZERO));
    assertThat(queue.deadLetters()).hasSize(1);
    assertThat(queue.size()).isZero();
  }
}
