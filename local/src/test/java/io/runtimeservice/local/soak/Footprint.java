package io.runtimeservice.local.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process takes of its machine, as Linux and its JVM tell it.
 *
 * @param heapBytes what lives on the heap, after a collection
 * @param timers Vert.x' timers that wait
 */
record Footprint(long heapBytes, long threads, long descriptors, long timers) {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB");
  private static final Pattern RESIDENT_MOST = Pattern.compile("(?m)^VmHWM:\\s+([0-9]+) kB");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+([0-9]+)");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");
  private static final Pattern TIMERS =
      Pattern.compile(
          "(?m)^\\s*[0-9]+:\\s+([0-9]+)\\s+[0-9]+\\s+io\\.vertx\\.core\\.impl\\.VertxImpl\\$InternalTimerHandler");

  /** Takes it. To count what lives, the JVM collects its heap. */
  static Footprint of(long pid) throws IOException, InterruptedException {
    try (var descriptors = Files.list(proc(pid).resolve("fd"))) {
      long open = descriptors.count();
      String histogram = histogram(pid);
      return new Footprint(
          number(TOTAL, histogram), number(THREADS, status(pid)), open, number(TIMERS, histogram));
    }
  }

  /** What is in memory now ({@code VmRSS}, proc(5)). */
  static long residentBytes(long pid) throws IOException {
    return number(RESIDENT, status(pid)) * 1024;
  }

  /** The most that was in memory since it started ({@code VmHWM}, proc(5)). */
  static long mostResidentBytes(long pid) throws IOException {
    return number(RESIDENT_MOST, status(pid)) * 1024;
  }

  private static Path proc(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static String status(long pid) throws IOException {
    return Files.readString(proc(pid).resolve("status"));
  }

  private static String histogram(long pid) throws IOException, InterruptedException {
    var jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd does not reach the service: " + said);
    }
    return said;
  }

  private static long number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("expected " + pattern + " in\n" + text);
    }
    return Long.parseLong(found.group(1));
  }
}
