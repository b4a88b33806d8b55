package io.runtimeservice.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.runtimeservice.model.fly.CertificateCall;
import io.runtimeservice.model.fly.SecretCall;
import io.runtimeservice.model.secret.SecretValue;

/**
 * Where a secret's value is read: in the adapter that makes a request to Fly of a call that carries
 * secrets, and there only by what is given such a call; and by the simulated Fly that gets it.
 * Whoever fetches a secret hands it on unread.
 */
final class SecretBorder {

  static final String ADAPTER = "io.runtimeservice.adapters.fly";

  private static final String SIMULATOR = "io.runtimeservice.simulator.fly";

  static final ArchRule ONLY_CALLS_TO_FLY_READ_A_SECRET = classes().should(readNoSecretElsewhere());

  private SecretBorder() {}

  private static ArchCondition<JavaClass> readNoSecretElsewhere() {
    return new ArchCondition<>("read a secret only for a call that carries it") {
      @Override
      public void check(JavaClass reader, ConditionEvents events) {
        reader.getAccessesFromSelf().stream()
            .filter(SecretBorder::readsASecret)
            .filter(it -> !isAllowed(it))
            .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription())));
      }
    };
  }

  static boolean readsASecret(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(SecretValue.class)
        && access.getTarget().getName().equals("reveal");
  }

  private static boolean isAllowed(JavaAccess<?> access) {
    String reader = access.getOriginOwner().getPackageName();
    return reader.equals(SIMULATOR) || (reader.equals(ADAPTER) && isGivenSecrets(access));
  }

  private static boolean isGivenSecrets(JavaAccess<?> access) {
    return access.getOrigin().getRawParameterTypes().stream()
        .anyMatch(it ->
            it.isEquivalentTo(SecretCall.Write.class)
                || it.isEquivalentTo(CertificateCall.ImportCustom.class));
  }
}
