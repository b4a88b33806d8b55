package io.runtimeservice.benchmarks.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** {@code local}'s table, in a process of its own. */
final class TableProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("http://localhost:[0-9]+");

  private final Process process;
  private final String address;

  TableProcess() throws IOException {
    process =
        new ProcessBuilder("bin/runtime", "local", "--only", "dynamodb", "--port", "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    address = address(process);
  }

  private static String address(Process process) throws IOException {
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      var said = ADDRESS.matcher(line);
      if (said.find()) {
        return said.group();
      }
    }
    throw new IOException("the table has ended before it said where it is");
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
