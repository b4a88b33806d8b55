package io.runtimeservice.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.adapters.vertx.OnContext;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.port.Answers;
import io.runtimeservice.model.telemetry.AwsAction;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsCallsTest {

  private final Vertx vertx = Vertx.vertx();
  private final Counted counted = new Counted();
  private final AwsCalls calls = new AwsCalls(AwsService.SQS, new OnContext(vertx), counted);

  @AfterEach
  void close() {
    Answers.of(vertx.close());
  }

  @Test
  void an_answer_is_handed_on_and_counted() {
    assertThat(
            Answers.of(
                calls.read(
                    AwsAction.RECEIVE_MESSAGE, () -> CompletableFuture.completedFuture("yes"))))
        .isEqualTo("yes");
    assertThat(counted.of("sqs", "ReceiveMessage", "ok")).isOne();
  }

  @Test
  void what_is_thrown_before_there_is_a_future_is_a_failure_like_any_other() {
    var failure =
        Answers.failure(
            calls.write(
                AwsAction.SEND_MESSAGE,
                () -> {
                  throw SdkClientException.create("too early");
                }));
    assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(counted.of("sqs", "SendMessage", "failed")).isOne();
  }

  @Test
  void an_answer_comes_back_on_the_event_loop_that_asked() {
    var context = vertx.getOrCreateContext();
    var asked = new CompletableFuture<String>();
    var answered = new CompletableFuture<Boolean>();
    context.runOnContext(_ -> {
      calls
          .read(AwsAction.RECEIVE_MESSAGE, () -> asked)
          .onSuccess(_ -> answered.complete(context.equals(Vertx.currentContext())));
      Thread.ofPlatform().start(() -> asked.complete("from elsewhere"));
    });
    assertThat(answered.join()).isTrue();
  }
}
