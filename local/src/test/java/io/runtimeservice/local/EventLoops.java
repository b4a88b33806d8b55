package io.runtimeservice.local;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Watches the event loops of a Vert.x, and says where one was held for longer than {@link #BUDGET}:
 * by waiting for something, or by computing. A loop that was ready to run and was given no
 * processor is the machine's doing, and does not count.
 */
public final class EventLoops implements AutoCloseable {

  static final Duration BUDGET = Duration.ofMillis(50);

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private static final ConcurrentSkipListMap<Long, Long> NONE = new ConcurrentSkipListMap<>();

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Thread, ConcurrentSkipListMap<Long, Long>> cpu = new ConcurrentHashMap<>();
  private final Queue<String> held = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private EventLoops() {
    var _ =
        sampler.scheduleAtFixedRate(this::sample, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What a Vert.x has to be made with, to be watched. */
  public static VertxOptions options() {
    return new VertxOptions()
        .setBlockedThreadCheckInterval(LOOK_EVERY.toMillis())
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
        .setMaxEventLoopExecuteTime(BUDGET.toMillis())
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
  }

  public static EventLoops of(Vertx vertx) {
    var loops = new EventLoops();
    Thread.getAllStackTraces().keySet().stream()
        .filter(EventLoops::isLoop)
        .forEach(it -> loops.cpu.put(it, new ConcurrentSkipListMap<>()));
    ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(loops::held);
    return loops;
  }

  private static boolean isLoop(Thread thread) {
    return thread.getName().contains("vert.x-eventloop");
  }

  /** Where loops were held since it was asked last. */
  public List<String> heldSince() {
    var all = List.copyOf(held);
    held.removeAll(all);
    return all;
  }

  private void sample() {
    long now = System.nanoTime();
    cpu.forEach((thread, samples) -> {
      samples.put(now, threads.getThreadCpuTime(thread.threadId()));
      samples.headMap(now - TimeUnit.SECONDS.toNanos(10)).clear();
    });
  }

  /** Vert.x looks at every loop that is busy, and tells of those that are so for too long. */
  private void held(BlockedThreadEvent event) {
    Thread loop = event.thread();
    if (event.duration() < event.maxExecTime() || !isLoop(loop)) {
      return;
    }
    boolean waits = loop.getState() != Thread.State.RUNNABLE;
    if (waits || computed(loop, event.duration()) >= BUDGET.toNanos()) {
      held.add(
          "%s %s for %d ms%n%s"
              .formatted(
                  loop.getName(),
                  waits ? "waits" : "computes",
                  TimeUnit.NANOSECONDS.toMillis(event.duration()),
                  stack(loop)));
    }
  }

  /** How long a loop had a processor, in the last so many nanoseconds. */
  private long computed(Thread loop, long nanos) {
    long now = threads.getThreadCpuTime(loop.threadId());
    var before = cpu.getOrDefault(loop, NONE).floorEntry(System.nanoTime() - nanos);
    return before == null ? 0 : now - before.getValue();
  }

  private static String stack(Thread loop) {
    return Arrays.stream(loop.getStackTrace())
        .map(it -> "    at " + it)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }
}
