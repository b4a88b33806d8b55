package io.runtimeservice.model.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.failure.Dependency;
import io.runtimeservice.model.failure.Failure;
import io.runtimeservice.model.secret.SecretBundle;
import io.runtimeservice.model.secret.SecretReference;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SecretSource} does. */
public interface SecretSourceContract {

  SecretReference REFERENCE =
      new SecretReference("apps/shop", "0b1c7d1e-1111-4a4a-8b8b-000000000001");
  SecretReference NEXT = new SecretReference("apps/shop", "0b1c7d1e-1111-4a4a-8b8b-000000000002");

  SecretSource source();

  /** Puts a version of a bundle into the source. */
  void put(SecretReference reference, Map<String, String> values);

  private static Map<String, String> revealed(SecretBundle bundle) {
    var values = new HashMap<String, String>();
    bundle.values().forEach((key, value) -> values.put(key, value.reveal(it -> it)));
    return values;
  }

  private Map<String, String> fetch(SecretReference reference) {
    return revealed(Answers.of(source().fetch(reference)));
  }

  @Test
  default void a_bundle_is_fetched_by_name_and_version() {
    put(REFERENCE, Map.of("TOKEN", "first", "URL", "postgres://db"));
    put(NEXT, Map.of("TOKEN", "second"));
    assertThat(fetch(REFERENCE)).isEqualTo(Map.of("TOKEN", "first", "URL", "postgres://db"));
    assertThat(fetch(NEXT)).isEqualTo(Map.of("TOKEN", "second"));
  }

  @Test
  default void values_come_as_they_are() {
    var values =
        Map.of(
            "EMPTY", "",
            "PEM", "-----BEGIN KEY-----\nabc\n-----END KEY-----\n",
            "QUOTED", "a \"b\" \\ c",
            "WORLD", "né 🚀",
            "NUMBER", "007");
    put(REFERENCE, values);
    assertThat(fetch(REFERENCE)).isEqualTo(values);
  }

  @Test
  default void a_bundle_may_be_empty() {
    put(REFERENCE, Map.of());
    assertThat(fetch(REFERENCE)).isEmpty();
  }

  @Test
  default void a_bundle_that_nobody_made_is_missing() {
    assertThat(Answers.failure(source().fetch(REFERENCE)))
        .isInstanceOf(Failure.SecretMissing.class)
        .extracting(failure -> failure.evidence().by())
        .isEqualTo(Dependency.SECRETS);
  }

  @Test
  default void another_version_of_a_bundle_is_missing() {
    put(REFERENCE, Map.of("TOKEN", "first"));
    assertThat(Answers.failure(source().fetch(NEXT))).isInstanceOf(Failure.SecretMissing.class);
  }
}
