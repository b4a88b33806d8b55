package io.runtimeservice.local.monitoring;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is shipped for whoever watches the service. */
final class ProjectFiles {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  static final Path MONITORING = ROOT.resolve("k8s/components/monitoring");
  static final Path RUNBOOK = ROOT.resolve("docs/runbook.md");
  static final Path ALERT_TESTS = ROOT.resolve("local/src/test/resources/alerts/alerts.yaml");

  private ProjectFiles() {}

  /** The directory that holds prometheus and promtool; fetched if it is not there. */
  static Path programs() throws Exception {
    return Path.of(
        Programs.run(ROOT, List.of(ROOT.resolve("bin/find-prometheus").toString())).strip());
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Grafana's dashboards, by their files' names. */
  static List<Dashboard> dashboards() throws Exception {
    try (Stream<Path> files = Files.list(MONITORING.resolve("dashboards"))) {
      return files.sorted().map(ProjectFiles::dashboard).toList();
    }
  }

  private static Dashboard dashboard(Path file) {
    try {
      return new Dashboard(String.valueOf(file.getFileName()), (Value.Tree) Json.read(read(file)));
    } catch (Json.MalformedJsonException e) {
      throw new IllegalArgumentException(file + " is no JSON", e);
    }
  }
}
