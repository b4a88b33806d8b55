package io.runtimeservice.model.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretValueTest {

  private static final String CANARY = "hunter2";

  @Test
  void it_is_handed_to_its_use_and_to_nothing_else() {
    String used = SecretValue.of(CANARY).reveal(value -> "length " + value.length());
    assertThat(used).isEqualTo("length 7");
  }

  @Test
  void it_cannot_be_printed() {
    var secret = SecretValue.of(CANARY);
    assertThat(secret).hasToString("[secret]");
    assertThat("a " + secret + " b").isEqualTo("a [secret] b");
    assertThat("%s".formatted(secret)).isEqualTo("[secret]");
    assertThat(List.of(secret).toString() + Optional.of(secret) + Map.of("k", secret))
        .doesNotContain(CANARY);
    assertThat(new SecretBundle(Map.of("k", secret))).hasToString("SecretBundle[1 values]");
  }

  @Test
  void it_cannot_be_joined_to_a_text_nor_written_as_an_object() {
    var secret = SecretValue.of(CANARY);
    assertThat(secret + String.valueOf(secret) + secret).isEqualTo("[secret][secret][secret]");
    assertThat(CharSequence.class.isAssignableFrom(SecretValue.class)).isFalse();
    assertThatThrownBy(
            () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(secret))
        .isInstanceOf(NotSerializableException.class);
  }

  /** Neither equality nor a hash lets anybody guess at the value. */
  @Test
  void it_cannot_be_compared() {
    var secret = SecretValue.of(CANARY);
    var same = SecretValue.of(CANARY);
    assertThat(secret).isNotEqualTo(same);
    assertThat(secret.hashCode()).isEqualTo(System.identityHashCode(secret));
    assertThat(new SecretBundle(Map.of("k", secret)))
        .isNotEqualTo(new SecretBundle(Map.of("k", same)));
  }

  @Test
  void it_cannot_be_serialised_and_has_nothing_public_that_gives_it_away() {
    assertThat(SecretValue.class).isFinal();
    assertThat(Serializable.class.isAssignableFrom(SecretValue.class)).isFalse();
    assertThat(SecretValue.class.getFields()).isEmpty();
    assertThat(
            Arrays.stream(SecretValue.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName))
        .containsExactlyInAnyOrder("of", "reveal", "toString");
  }

  @Test
  void a_bundle_gives_a_value_by_its_key() {
    var secret = SecretValue.of(CANARY);
    var bundle = new SecretBundle(Map.of("k", secret));
    assertThat(bundle.get("k")).containsSame(secret);
    assertThat(bundle.get("other")).isEmpty();
  }
}
