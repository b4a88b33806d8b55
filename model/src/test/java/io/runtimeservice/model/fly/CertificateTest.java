package io.runtimeservice.model.fly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateTest {

  @ParameterizedTest
  @EnumSource
  void it_serves_only_while_it_is_active(Certificate.State state) {
    var certificate = new Certificate("a.b", state, Optional.empty(), List.of(), List.of());
    assertThat(certificate.isActive()).isEqualTo(state == Certificate.State.ACTIVE);
  }
}
