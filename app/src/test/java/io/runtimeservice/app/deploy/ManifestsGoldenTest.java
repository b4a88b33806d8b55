package io.runtimeservice.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deployed is in the tree, word for word, to be read as a diff. */
class ManifestsGoldenTest {

  @ParameterizedTest
  @EnumSource
  void an_overlay_is_rendered_to_the_same_bytes_each_time_and_to_those_that_are_kept(
      Overlay overlay) throws IOException {
    String rendered = overlay.rendered();

    assertThat(overlay.rendered()).isEqualTo(rendered);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(overlay.golden().getParent());
      Files.writeString(overlay.golden(), rendered);
    }
    assertThat(Files.readString(overlay.golden()))
        .as("%s, which `make golden` writes anew", overlay.golden())
        .isEqualTo(rendered);
  }
}
