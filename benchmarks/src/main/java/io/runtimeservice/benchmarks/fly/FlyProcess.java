package io.runtimeservice.benchmarks.fly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Fly that answers what was written down, in a process of its own. */
public final class FlyProcess implements AutoCloseable {

  private static final long END_SECONDS_MAX = 10;

  private final Process process;
  private final int port;

  public FlyProcess(FlyAnswers answers) throws IOException {
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback-bench.xml",
                "-cp",
                System.getProperty("java.class.path"),
                FlyServer.class.getName(),
                answers.folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.port = port(process);
  }

  private static int port(Process process) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server has ended before it listened");
    }
    return Integer.parseInt(line);
  }

  public int port() {
    return port;
  }

  /** As the service is told where Fly is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Its input ends, and so does it. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
