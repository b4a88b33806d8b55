package io.runtimeservice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** The machine, and the process that measures. */
public final class Host {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final long MEBIBYTE = 1024 * 1024;

  /** A machine of which others use less is idle. */
  private static final double BUSY_PART = 0.25;

  /** So long it is watched, while this process does nothing. */
  private static final Duration WATCHED_FOR = Duration.ofSeconds(3);

  private Host() {}

  /** The CPU time that this process has used, all its threads together, in nanoseconds. */
  public static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** How many processes wanted to run in the last minute, on average: what else is going on. */
  static double load() {
    return SYSTEM.getSystemLoadAverage();
  }

  /**
   * Whether others want so much of it that times say nothing; to be asked before anything is
   * measured. The load of the last minute would say what was built before.
   */
  public static boolean isBusy() throws InterruptedException {
    SYSTEM.getCpuLoad(); // it tells of the time since it was last asked
    Thread.sleep(WATCHED_FOR);
    return SYSTEM.getCpuLoad() > BUSY_PART;
  }

  static String words() {
    return "%d cores, JDK %s, heap %d MB, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            Runtime.getRuntime().maxMemory() / MEBIBYTE,
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(" and ")));
  }

  /** The commit that was measured, and whether something was changed since. */
  static String commit() throws IOException, InterruptedException {
    String commit = said("git", "rev-parse", "--short=12", "HEAD");
    boolean changed =
        !said(
                "git",
                "status",
                "--porcelain",
                "--untracked-files=no",
                "--",
                ":!benchmarks/RESULTS.md")
            .isEmpty();
    return changed ? commit + " and changes" : commit;
  }

  private static String said(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said.strip() : "unknown";
  }
}
