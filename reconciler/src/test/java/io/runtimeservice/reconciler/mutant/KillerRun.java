package io.runtimeservice.reconciler.mutant;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a killer in a world of its own, where some classes may be mutated. */
final class KillerRun {

  /** A killer that takes longer has met a fault that does not end. */
  static final Duration ENDS_WITHIN = Duration.ofMinutes(3);

  /** Whoever listens to the tests outside does not hear of those in here. */
  private static final LauncherConfig ALONE =
      LauncherConfig.builder()
          .enableLauncherSessionListenerAutoRegistration(false)
          .enableLauncherDiscoveryListenerAutoRegistration(false)
          .enableTestExecutionListenerAutoRegistration(false)
          .enablePostDiscoveryFilterAutoRegistration(false)
          .build();

  private KillerRun() {}

  /** What came of it. */
  sealed interface Verdict {

    /** Nothing was found to be wrong. */
    record Passed() implements Verdict {}

    record Failed(String message) implements Verdict {}

    record DidNotEnd() implements Verdict {}
  }

  /** Runs it on a thread of its own, which is left behind if it does not end in time. */
  static Verdict of(Mutant.Killer killer, Map<String, byte[]> mutated, Duration limit) {
    var loader = new MutantLoader(mutated);
    var summary = new CompletableFuture<TestExecutionSummary>();
    var thread =
        Thread.ofPlatform()
            .daemon()
            .name("killer")
            .unstarted(() -> {
              try {
                summary.complete(run(killer, loader));
              } catch (RuntimeException | Error e) {
                summary.completeExceptionally(e);
              }
            });
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      return verdict(summary.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      thread.interrupt();
      return new Verdict.DidNotEnd();
    } catch (ExecutionException e) {
      throw new AssertionError(killer + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(killer + " was interrupted", e);
    }
  }

  private static TestExecutionSummary run(Mutant.Killer killer, MutantLoader loader) {
    Class<?> test = load(killer, loader);
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create(ALONE)
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(test, method(killer, test)))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build(),
            listener);
    return listener.getSummary();
  }

  private static Class<?> load(Mutant.Killer killer, MutantLoader loader) {
    try {
      return loader.loadClass(MutantLoader.OURS + killer.test());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("there is no test class " + killer.test(), e);
    }
  }

  private static Method method(Mutant.Killer killer, Class<?> test) {
    return Arrays.stream(test.getDeclaredMethods())
        .filter(it -> it.getName().equals(killer.method()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no test " + killer));
  }

  private static Verdict verdict(TestExecutionSummary summary) {
    List<TestExecutionSummary.Failure> failures = summary.getFailures();
    if (!failures.isEmpty()) {
      return new Verdict.Failed(String.valueOf(failures.getFirst().getException().getMessage()));
    }
    if (summary.getTestsSucceededCount() == 0) {
      throw new AssertionError("no test was run");
    }
    return new Verdict.Passed();
  }
}
