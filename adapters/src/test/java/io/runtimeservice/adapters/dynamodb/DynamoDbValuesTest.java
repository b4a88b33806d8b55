package io.runtimeservice.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbValuesTest {

  private static final SdkBytes BYTES = SdkBytes.fromUtf8String("x");

  @Test
  void each_type_is_read_as_what_it_says() {
    assertThat(DynamoDbValues.read(AttributeValue.fromS("a"))).isEqualTo(Values.text("a"));
    assertThat(DynamoDbValues.read(AttributeValue.fromN("0.10")))
        .isEqualTo(new Value.Num(new BigDecimal("0.10")));
    assertThat(DynamoDbValues.read(AttributeValue.fromBool(true))).isEqualTo(Values.bool(true));
    assertThat(DynamoDbValues.read(AttributeValue.fromNul(true))).isEqualTo(new Value.Null());
    assertThat(DynamoDbValues.read(AttributeValue.fromL(List.of(AttributeValue.fromS("a")))))
        .isEqualTo(Values.texts(List.of("a")));
    assertThat(DynamoDbValues.read(AttributeValue.fromM(Map.of("b", AttributeValue.fromN("1")))))
        .isEqualTo(Values.tree().put("b", 1).build());
  }

  @Test
  void a_set_of_strings_is_a_list_in_order() {
    assertThat(DynamoDbValues.read(AttributeValue.fromSs(List.of("b", "a"))))
        .isEqualTo(Values.texts(List.of("a", "b")));
  }

  @Test
  void what_json_cannot_say_is_opaque_and_says_its_type() {
    assertThat(DynamoDbValues.read(AttributeValue.fromB(BYTES)).kind()).isEqualTo("a binary value");
    assertThat(DynamoDbValues.read(AttributeValue.fromBs(List.of(BYTES))).kind())
        .isEqualTo("a set of binary values");
    assertThat(DynamoDbValues.read(AttributeValue.fromNs(List.of("1"))).kind())
        .isEqualTo("a set of numbers");
  }

  @Test
  void a_record_is_the_item_without_its_key_in_the_order_of_its_names() {
    var item =
        Map.of(
            "pk", AttributeValue.fromS("APP#shop"),
            "zebra", AttributeValue.fromS("z"),
            "sk", AttributeValue.fromS("APP"),
            "appId", AttributeValue.fromS("shop"));
    assertThat(DynamoDbValues.record(item).fields().keySet()).containsExactly("appId", "zebra");
  }

  @Test
  void what_was_opaque_cannot_be_written_back() {
    assertThatThrownBy(() -> DynamoDbValues.write(DynamoDbValues.read(AttributeValue.fromB(BYTES))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
