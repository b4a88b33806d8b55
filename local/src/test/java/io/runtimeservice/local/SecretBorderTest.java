package io.runtimeservice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.secret.SecretValue;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rule that says who may read a secret can be broken, and says by whom. */
class SecretBorderTest {

  /** Reads a secret of a call that carries it, where nobody makes requests to Fly. */
  static final class Sender {
    static int length(SecretCall.Write call) {
      return call.set().values().stream().mapToInt(it -> it.reveal(String::length)).sum();
    }
  }

  /** Reads a secret for itself. */
  static final class Curious {
    static int length(SecretValue secret) {
      return secret.reveal(String::length);
    }
  }

  /** Does so without a call that one could see. */
  static final class Sly {
    static Function<Function<String, String>, String> of(SecretValue secret) {
      return secret::reveal;
    }
  }

  private static void judge(Class<?> reader) {
    SecretBorder.ONLY_CALLS_TO_FLY_READ_A_SECRET.check(
        new ClassFileImporter().importClasses(reader));
  }

  @Test
  void the_adapter_reads_those_of_calls_that_carry_them() {
    var adapter =
        new ClassFileImporter()
            .withImportOption(new ArchitectureTest.OnlyTheProgram())
            .importPackages(SecretBorder.ADAPTER);
    assertThat(adapter.stream().flatMap(it -> it.getAccessesFromSelf().stream()))
        .anyMatch(SecretBorder::readsASecret);
    SecretBorder.ONLY_CALLS_TO_FLY_READ_A_SECRET.check(adapter);
  }

  @Test
  void whoever_else_reads_one_breaks_the_rule() {
    for (Class<?> reader : List.of(Sender.class, Curious.class, Sly.class)) {
      assertThatThrownBy(() -> judge(reader))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(reader.getSimpleName() + ".");
    }
  }
}
