package io.runtimeservice.adapters.aws;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Every request that was put on the wire, repetitions included. */
public final class WireLog implements ExecutionInterceptor {

  /**
   * A request.
   *
   * @param operation AWS' name of it
   */
  public record Sent(String operation, SdkRequest request) {}

  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    sent.add(new Sent(about.getAttribute(SdkExecutionAttribute.OPERATION_NAME), context.request()));
  }

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public List<String> operations() {
    return sent.stream().map(Sent::operation).toList();
  }

  /** The one request that was sent. */
  public <T extends SdkRequest> T only(Class<T> type) {
    if (sent.size() != 1) {
      throw new AssertionError("expected one request, and there were " + operations());
    }
    return type.cast(sent.element().request());
  }

  public void clear() {
    sent.clear();
  }
}
