package io.runtimeservice.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every object is one that Kubernetes knows. */
class StrictObjectsTest {

  private static final String STRANGER = "aFieldThatNobodyKnows";

  static Stream<ObjectNode> objects() {
    return Arrays.stream(Overlay.values()).flatMap(it -> it.manifests().objects().stream());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void an_object_has_the_shape_of_its_kind(ObjectNode object) {
    assertThat(StrictObjects.read(object)).isNotNull();
  }

  /** Labels, settings and the like are maps: of these any key is one. */
  @ParameterizedTest
  @MethodSource("objects")
  void a_field_that_the_kind_does_not_have_is_refused_wherever_it_is(ObjectNode object) {
    int places = 0;
    for (String pointer : places(object, "").toList()) {
      if (object.path("kind").asText().equals("Service") && pointer.equals("/spec/selector")) {
        continue;
      }
      ObjectNode wrong = object.deepCopy();
      ((ObjectNode) wrong.at(pointer)).put(STRANGER, 1);
      assertThatThrownBy(() -> StrictObjects.read(wrong))
          .as("a stranger at %s", pointer)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(STRANGER);
      places++;
    }
    assertThat(places).isGreaterThan(1);
  }

  private static Stream<String> places(JsonNode node, String pointer) {
    if (pointer.matches(".*/(labels|annotations|matchLabels|data|limits|requests)")) {
      return Stream.empty();
    }
    Stream<String> inside =
        node.isObject()
            ? node.properties().stream()
                .flatMap(it -> places(it.getValue(), pointer + "/" + escaped(it.getKey())))
            : IntStream.range(0, node.size())
                .boxed()
                .flatMap(i -> places(node.get(i), pointer + "/" + i));
    return node.isObject() ? Stream.concat(Stream.of(pointer), inside) : inside;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
