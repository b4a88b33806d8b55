package io.runtimeservice.reconciler.universe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Records as the Environment Manager writes them. */
final class Samples {

  static final String IMAGE_1 =
      "registry.fly.io/checkout@sha256:1111111111111111111111111111111111111111111111111111111111111111";
  static final String IMAGE_2 =
      "registry.fly.io/checkout@sha256:2222222222222222222222222222222222222222222222222222222222222222";
  static final String IMAGE_3 =
      "registry.fly.io/checkout@sha256:3333333333333333333333333333333333333333333333333333333333333333";

  private Samples() {}

  static String app() {
    return """
    {'gitRepository': {'fullName': 'acme/checkout', 'repositoryId': 1, 'ownerId': 2},
     'config': {'LOG_LEVEL': 'info'}}
    """;
  }

  /** One that may have so many previews. */
  static String app(int maxPreviews) {
    String app = app();
    return app.substring(0, app.lastIndexOf('}'))
        + ", 'limits': {'maxPreviews': %d}}".formatted(maxPreviews);
  }

  static String preview(String spec) {
    return """
    {'type': 'preview', 'branch': 'feature', 'generation': 1, 'desired': 'running', 'spec': %s}
    """
        .formatted(spec);
  }

  static String production(String spec) {
    return """
    {'type': 'production', 'branch': 'main', 'generation': 1, 'desired': 'running', 'spec': %s}
    """
        .formatted(spec);
  }

  static String spec(String image) {
    return "{'image': '" + image + "'}";
  }

  /** A certificate for {@code b.example.com} that nobody has issued, or its key. */
  static String pem(String what) {
    try (var file = Samples.class.getResourceAsStream("/universe/" + what + ".pem")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
