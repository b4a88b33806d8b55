package io.runtimeservice.adapters.aws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Looks at each answer before the SDK does, which holds all of a body in memory, however long, and
 * takes an empty one for an empty record.
 */
final class AnswerGuard implements ExecutionInterceptor {

  /**
   * More than any answer has. DynamoDB's pages end at 1 MB of items, ten messages of SQS have 1 MB
   * each, and a secret 64 KB (AWS' docs, quotas of each); the rest is for what JSON adds.
   */
  static final int ANSWER_BYTES_MAX = 16 * 1024 * 1024;

  /** All that AWS answers carries it (AWS' docs, the services' API references). */
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private static final String CONTENT_TYPE = "Content-Type";

  /** AWS' own is the second one; what stands in for AWS has the first one, and often no id. */
  private static final Pattern JSON =
      Pattern.compile("application/(json|x-amz-json-1\\.[01])(;.*)?");

  /** It says that all is well, and is not AWS'. */
  static final class StrangerException extends IOException {
    private static final long serialVersionUID = 1L;

    StrangerException() {
      super("expected an answer of AWS");
    }
  }

  /** There is more of it than any answer has. */
  static final class AnswerTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
      super("expected at most %d bytes".formatted(ANSWER_BYTES_MAX));
    }
  }

  /** A refusal of a stranger's stands: its status says enough, and nothing of it is believed. */
  @Override
  public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes about) {
    boolean isStrange = isStrange(context.httpResponse());
    return context
        .responsePublisher()
        .map(body -> reader -> body.subscribe(new Reader(reader, isStrange)));
  }

  private static boolean isStrange(SdkHttpResponse answer) {
    return answer.isSuccessful()
        && answer.firstMatchingHeader(REQUEST_ID).isEmpty()
        && answer.firstMatchingHeader(CONTENT_TYPE).filter(JSON.asMatchPredicate()).isEmpty();
  }

  /** Hands on what comes until it is too much; then the connection is given up. */
  private static final class Reader implements Subscriber<ByteBuffer>, Subscription {
    private final Subscriber<? super ByteBuffer> next;
    private final boolean isStrange;
    private Optional<Subscription> connection = Optional.empty();
    private long bytes;
    private boolean isOver;

    Reader(Subscriber<? super ByteBuffer> next, boolean isStrange) {
      this.next = next;
      this.isStrange = isStrange;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      connection = Optional.of(subscription);
      next.onSubscribe(this);
    }

    @Override
    public void request(long count) {
      connection.ifPresent(it -> it.request(count));
    }

    @Override
    public void cancel() {
      connection.ifPresent(Subscription::cancel);
    }

    @Override
    public void onNext(ByteBuffer part) {
      bytes += part.remaining();
      if (isStrange) {
        hangUp(new StrangerException());
      } else if (bytes > ANSWER_BYTES_MAX) {
        hangUp(new AnswerTooLargeException());
      } else if (!isOver) {
        next.onNext(part);
      }
    }

    /** Says why first: a connection that is given up makes an error of its own. */
    private void hangUp(Throwable why) {
      onError(why);
      cancel();
    }

    @Override
    public void onError(Throwable thrown) {
      if (!isOver) {
        isOver = true;
        next.onError(thrown);
      }
    }

    @Override
    public void onComplete() {
      if (isStrange) {
        onError(new StrangerException());
      } else if (!isOver) {
        isOver = true;
        next.onComplete();
      }
    }
  }
}
