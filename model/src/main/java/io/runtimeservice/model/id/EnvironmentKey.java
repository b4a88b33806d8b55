package io.runtimeservice.model.id;

import java.util.Comparator;
import java.util.Optional;

/** Which environment is meant. Written {@code app/environment}. */
public record EnvironmentKey(AppId app, EnvironmentId environment)
    implements Comparable<EnvironmentKey> {

  private static final Comparator<EnvironmentKey> ORDER =
      Comparator.comparing(EnvironmentKey::app).thenComparing(EnvironmentKey::environment);

  public static EnvironmentKey of(String app, String environment) {
    return new EnvironmentKey(new AppId(app), new EnvironmentId(environment));
  }

  /** Reads {@code app/environment}; empty if it is not of that form. */
  public static Optional<EnvironmentKey> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String app = text.substring(0, slash);
    String environment = text.substring(slash + 1);
    return AppId.isValid(app) && AppId.isValid(environment)
        ? Optional.of(of(app, environment))
        : Optional.empty();
  }

  @Override
  public int compareTo(EnvironmentKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return app + "/" + environment;
  }
}
