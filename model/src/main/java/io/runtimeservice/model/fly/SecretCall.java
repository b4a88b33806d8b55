package io.runtimeservice.model.fly;

import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.secret.SecretValue;
import java.util.Map;
import java.util.Set;

/** Calls about an app's secrets. Fly never gives a value back. */
public sealed interface SecretCall<R> extends FlyCall<R> {

  FlyAppName app();

  @Override
  default Api api() {
    return Api.SECRETS;
  }

  @Override
  default String subject() {
    return app().value();
  }

  /** Reads Fly's digest of each secret, by name. */
  record ListAll(FlyAppName app) implements SecretCall<Map<String, String>> {
    @Override
    public String action() {
      return "secret_list";
    }

    @Override
    public boolean isMutating() {
      return false;
    }
  }

  /** Sets and unsets secrets, all in one; to repeat it is harmless. */
  record Write(FlyAppName app, Map<String, SecretValue> set, Set<String> unset)
      implements SecretCall<SecretsWritten> {
    public Write {
      set = Map.copyOf(set);
      unset = Set.copyOf(unset);
    }

    @Override
    public String action() {
      return "secret_write";
    }

    @Override
    public boolean isMutating() {
      return true;
    }
  }
}
