package io.runtimeservice.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A folder of {@code k8s/overlays}: all that one installation consists of. */
public enum Overlay {
  DEV,
  PROD;

  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final long SECONDS_MAX = 60;

  /** What {@code kubectl kustomize} makes of it now. */
  String rendered() {
    var command = new ProcessBuilder("kubectl", "kustomize", "k8s/overlays/" + this);
    try {
      Path said = Files.createTempFile("kustomize", ".txt");
      var process = command.directory(ROOT.toFile()).redirectError(said.toFile()).start();
      process.getOutputStream().close();
      String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "expected kubectl on the PATH; bin/have kubectl installs it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What is kept of it, which {@code make golden} writes anew. */
  Path golden() {
    return ROOT.resolve("app/src/test/resources/k8s/" + this + ".yaml");
  }

  /** The objects that are kept, which the golden test holds equal to those that are rendered. */
  public Manifests manifests() {
    try {
      return Manifests.of(Files.readString(golden()));
    } catch (IOException e) {
      throw new UncheckedIOException(golden() + " cannot be read; make golden writes it", e);
    }
  }

  /** Its folder's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
