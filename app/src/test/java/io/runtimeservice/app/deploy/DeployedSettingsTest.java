package io.runtimeservice.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.runtimeservice.app.settings.Settings;
import io.runtimeservice.model.document.Reading;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the manifests tell the service is what the service can be told. */
class DeployedSettingsTest {

  /** The one among the ConfigMaps that is no dashboard. */
  private static JsonNode told(Manifests manifests) {
    return manifests.all("ConfigMap").stream()
        .filter(it -> it.at("/metadata/name").asText().startsWith("settings-"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> variables(Manifests manifests) {
    return told(manifests)
        .at("/data")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().asText()));
  }

  private static Settings settings(Overlay overlay) {
    return switch (Settings.read(variables(overlay.manifests()))) {
      case Reading.Read<Settings>(Settings settings) -> settings;
      case Reading.Refused<Settings>(var refusals) -> fail("%s: %s", overlay, refusals);
    };
  }

  @ParameterizedTest
  @EnumSource
  void the_service_takes_all_settings_and_misses_none(Overlay overlay) {
    assertThat(settings(overlay).installation()).isEqualTo(overlay.toString());
    assertThat(variables(overlay.manifests())).containsKey("AWS_REGION");
  }

  @ParameterizedTest
  @EnumSource
  void the_container_s_port_and_the_token_s_file_are_those_that_the_service_is_told_of(
      Overlay overlay) {
    JsonNode container = overlay.manifests().one("Deployment").at(Rule.CONTAINER);
    var token = settings(overlay).dependencies().flyTokenFile();

    assertThat(container.at("/ports/0/containerPort").intValue())
        .isEqualTo(settings(overlay).httpPort());
    assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
        .contains(String.valueOf(token.getParent()));
    assertThat(
            overlay
                .manifests()
                .one("Deployment")
                .at(Rule.POD + "/volumes")
                .findValuesAsText("path"))
        .containsExactly(String.valueOf(token.getFileName()));
  }

  @ParameterizedTest
  @EnumSource
  void the_settings_that_the_pods_read_are_those_that_are_deployed(Overlay overlay) {
    var manifests = overlay.manifests();

    assertThat(manifests.one("Deployment").at(Rule.CONTAINER + "/envFrom/0/configMapRef/name"))
        .isEqualTo(told(manifests).at("/metadata/name"));
  }
}
