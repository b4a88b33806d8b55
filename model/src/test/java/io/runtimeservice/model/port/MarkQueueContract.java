package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.mark.Caller;
import io.runtimeservice.model.mark.Mark;
import io.runtimeservice.model.mark.MarkSource;
import io.runtimeservice.model.mark.ReceivedMark;
import io.runtimeservice.model.mark.ReceivedMark.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link MarkQueue} does. */
public interface MarkQueueContract {

  Mark MARK = Mark.of(EnvironmentKey.of("shop", "pr-1"), MarkSource.MANAGER);

  /** Longer than any test takes. */
  Duration LONG = Duration.ofMinutes(10);

  /** How long a test looks at a queue that should be empty. */
  Duration GLANCE = Duration.ofSeconds(1);

  /** How long a test waits for what should come: it comes sooner. */
  Duration PATIENT = Duration.ofSeconds(20);

  /** How often a message is handed out before it is put aside (the dead-letter queue's setting). */
  int RECEIVES_MAX = 5;

  int TRIES_MAX = 30;

  QueueWorld world();

  private MarkQueue queue() {
    return world().queue();
  }

  private void send(Mark mark) {
    world().await(queue().send(mark));
  }

  private List<ReceivedMark> receive(Duration wait, Duration invisible) {
    return world().await(queue().receive(wait, invisible));
  }

  /** Receives until something has come. */
  private ReceivedMark receiveOne(Duration invisible) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      var received = receive(PATIENT, invisible);
      if (!received.isEmpty()) {
        assertThat(received).hasSize(1);
        return received.getFirst();
      }
    }
    throw new AssertionError("expected a message to come");
  }

  private static List<Receipt> receipts(List<ReceivedMark> received) {
    return received.stream().map(ReceivedMark::receipt).toList();
  }

  @Test
  default void a_mark_arrives_as_it_was_sent() {
    send(MARK);
    var received = receiveOne(LONG);
    assertThat(received.mark()).isEqualTo(new Reading.Read<>(MARK));
    assertThat(received.sentAt()).isPresent();
  }

  @Test
  default void who_called_the_gateway_arrives_with_the_mark() {
    var mark =
        new Mark(
            MARK.key(),
            Optional.of(MarkSource.GITHUB),
            Optional.of(new Caller(4711, Optional.of(12L), Optional.of("pull_request"))));
    send(mark);
    assertThat(receiveOne(LONG).mark()).isEqualTo(new Reading.Read<>(mark));
  }

  @Test
  default void a_mark_that_does_not_say_who_asks_arrives_too() {
    var mark = new Mark(MARK.key(), Optional.empty(), Optional.empty());
    send(mark);
    assertThat(receiveOne(LONG).mark()).isEqualTo(new Reading.Read<>(mark));
  }

  @Test
  default void an_empty_queue_answers_with_nothing_when_the_wait_is_over() {
    assertThat(receive(GLANCE, LONG)).isEmpty();
    assertThat(receive(Duration.ZERO, LONG)).isEmpty();
  }

  @Test
  default void whoever_waits_is_given_the_mark_that_comes() {
    var waiting = queue().receive(PATIENT, LONG);
    send(MARK);
    var received = world().await(waiting);
    assertThat(received.isEmpty() ? receiveOne(LONG) : received.getFirst())
        .extracting(ReceivedMark::mark)
        .isEqualTo(new Reading.Read<>(MARK));
  }

  @Test
  default void a_mark_that_somebody_has_is_given_to_nobody_else() {
    send(MARK);
    receiveOne(LONG);
    assertThat(receive(GLANCE, LONG)).isEmpty();
  }

  @Test
  default void a_mark_that_was_not_deleted_comes_again() {
    send(MARK);
    var first = receiveOne(GLANCE);
    var second = receiveOne(LONG);
    assertThat(second.mark()).isEqualTo(first.mark());
    assertThat(second.sentAt()).isEqualTo(first.sentAt());
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
  }

  @Test
  default void a_mark_that_was_deleted_does_not_come_again() {
    send(MARK);
    var received = receiveOne(GLANCE);
    assertThat(world().await(queue().delete(List.of(received.receipt())))).isEmpty();
    assertThat(receive(GLANCE.multipliedBy(3), LONG)).isEmpty();
  }

  @Test
  default void an_extension_counts_from_now_and_for_its_own_marks_alone() {
    send(MARK);
    var kept = receiveOne(LONG);
    var other = Mark.of(EnvironmentKey.of("shop", "pr-2"), MarkSource.SWEEP);
    send(other);
    var shortened = receiveOne(LONG);
    world().await(queue().extend(List.of(kept.receipt()), LONG));
    world().await(queue().extend(List.of(shortened.receipt()), GLANCE));
    assertThat(receiveOne(LONG).mark()).isEqualTo(new Reading.Read<>(other));
    assertThat(receive(GLANCE, LONG)).isEmpty();
  }

  @Test
  default void a_mark_is_given_back_by_extending_it_by_nothing() {
    send(MARK);
    var received = receiveOne(LONG);
    world().await(queue().extend(List.of(received.receipt()), Duration.ZERO));
    assertThat(receiveOne(LONG).mark()).isEqualTo(received.mark());
  }

  @Test
  default void more_marks_than_one_call_may_be_about_are_received_in_turns_and_deleted_at_once() {
    int marks = 2 * MarkQueue.BATCH_MAX + 5;
    var keys =
        IntStream.range(0, marks).mapToObj(i -> EnvironmentKey.of("shop", "pr-" + i)).toList();
    keys.forEach(key -> send(Mark.of(key, MarkSource.SWEEP)));

    var received = new ArrayList<ReceivedMark>();
    for (int tries = 0; tries < TRIES_MAX && received.size() < marks; tries++) {
      var batch = receive(PATIENT, LONG);
      assertThat(batch).hasSizeLessThanOrEqualTo(MarkQueue.BATCH_MAX);
      received.addAll(batch);
    }
    assertThat(received)
        .extracting(it -> it.mark())
        .containsExactlyInAnyOrderElementsOf(
            keys.stream()
                .<Reading<Mark>>map(key -> new Reading.Read<>(Mark.of(key, MarkSource.SWEEP)))
                .toList());

    assertThat(world().await(queue().delete(receipts(received)))).isEmpty();
    world().await(queue().extend(receipts(received), Duration.ZERO));
    assertThat(receive(GLANCE, LONG)).isEmpty();
  }

  @Test
  default void more_marks_than_one_call_may_be_about_are_extended_at_once() {
    int marks = MarkQueue.BATCH_MAX + 2;
    IntStream.range(0, marks)
        .forEach(i -> send(Mark.of(EnvironmentKey.of("shop", "pr-" + i), MarkSource.SWEEP)));
    var received = new ArrayList<ReceivedMark>();
    for (int tries = 0; tries < TRIES_MAX && received.size() < marks; tries++) {
      received.addAll(receive(PATIENT, LONG));
    }
    world().await(queue().extend(receipts(received), Duration.ZERO));
    int again = 0;
    for (int tries = 0; tries < TRIES_MAX && again < marks; tries++) {
      again += receive(PATIENT, LONG).size();
    }
    assertThat(again).isEqualTo(marks);
  }

  @Test
  default void what_is_gone_already_can_be_deleted_and_extended() {
    send(MARK);
    var receipts = List.of(receiveOne(LONG).receipt());
    world().await(queue().delete(receipts));
    assertThat(world().await(queue().delete(receipts))).isEmpty();
    world().await(queue().extend(receipts, LONG));
    assertThat(receive(GLANCE, LONG)).isEmpty();
  }

  @Test
  default void nothing_can_be_deleted_and_extended() {
    assertThat(world().await(queue().delete(List.of()))).isEmpty();
    world().await(queue().extend(List.of(), LONG));
  }

  @Test
  default void a_message_that_cannot_be_read_is_handed_out_as_such() {
    world().sendRaw("look at shop/pr-1", Map.of("source", "manager", "more", "things"));
    assertThat(receiveOne(LONG).mark()).isInstanceOf(Reading.Refused.class);
  }

  @Test
  default void a_message_that_nobody_deletes_is_put_aside_after_five_receives() {
    world().sendRaw("{}", Map.of());
    for (int receives = 0; receives < RECEIVES_MAX; receives++) {
      assertThat(world().deadLetters()).isEmpty();
      receiveOne(Duration.ZERO);
    }
    assertThat(receive(GLANCE, Duration.ZERO)).isEmpty();
    assertThat(world().deadLetters()).containsExactly("{}");
  }
}
