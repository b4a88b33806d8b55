package io.runtimeservice.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of kube-linter, kube-score, Polaris, Kubescape and Trivy, over what is rendered. */
class PolicyTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

  static List<Rule> rules() {
    return Stream.concat(PodRules.ALL.stream(), WorldRules.ALL.stream()).toList();
  }

  private static ObjectNode exceptions() throws IOException {
    return Manifests.of(Files.readString(ROOT.resolve("k8s/exceptions.yaml"))).objects().getFirst();
  }

  private static Set<String> excepted() throws IOException {
    return exceptions().propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_is_kept_but_the_exceptions_and_no_exception_is_idle(Overlay overlay)
      throws IOException {
    var manifests = overlay.manifests();

    var broken = rules().stream().filter(it -> !it.findings().apply(manifests).isEmpty()).toList();

    assertThat(broken.stream().map(Rule::name))
        .as("rules that %s breaks: %s", overlay, broken)
        .containsExactlyInAnyOrderElementsOf(excepted());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_finds_its_fault(Rule rule) {
    for (Overlay overlay : Overlay.values()) {
      var faulty = rule.fault().apply(overlay.manifests());

      assertThat(rule.findings().apply(faulty)).as("%s: %s", overlay, rule).isNotEmpty();
    }
  }

  @Test
  void every_rule_has_a_name_of_its_own_and_every_exception_a_reason() throws IOException {
    assertThat(rules().stream().map(Rule::name)).doesNotHaveDuplicates();
    assertThat(exceptions().propertyStream().map(it -> it.getValue().asText()))
        .allMatch(reason -> reason.length() > 40);
  }

  /** For {@code bin/verify-report}. */
  @Test
  void it_is_told_how_many_were_checked() throws IOException {
    long objects =
        Arrays.stream(Overlay.values()).mapToLong(it -> it.manifests().objects().size()).sum();
    String line =
        "manifests: %d overlays, %d objects loaded strictly, %d rules, %d exceptions"
            .formatted(Overlay.values().length, objects, rules().size(), excepted().size());

    Files.writeString(ROOT.resolve("app/target/manifests.txt"), line + "\n");

    assertThat(objects).isGreaterThan(10);
  }
}
