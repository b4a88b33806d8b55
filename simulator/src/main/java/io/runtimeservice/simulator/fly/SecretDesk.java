package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Digest;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.secret.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets: written, and never given back. Each write raises the app's version. */
public final class SecretDesk {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final AppDesk apps;
  private final Time time;

  SecretDesk(AppDesk apps, Time time) {
    this.apps = apps;
    this.time = time;
  }

  /** What a write left behind. */
  public record Written(List<SecretShot> secrets, long version) {}

  /**
   * Shows each secret but for its value.
   *
   * @param minVersion what must be there at least
   */
  public List<SecretShot> list(Caller caller, String name, Optional<Long> minVersion) {
    var app = apps.open(caller, name);
    minVersion
        .filter(it -> it > app.secretsVersion)
        .ifPresent(it -> {
          throw Refusals.secretsNotThereYet(it);
        });
    return List.copyOf(app.secrets.values());
  }

  /**
   * Sets and unsets at once.
   *
   * @param changes by name; empty unsets
   */
  public Written write(Caller caller, String name, Map<String, Optional<SecretValue>> changes) {
    var app = apps.open(caller, name);
    for (String each : changes.keySet()) {
      if (!NAME.matcher(each).matches()) {
        throw Refusals.unprocessable("Validation failed: a secret's name is invalid");
      }
    }
    changes.forEach((each, value) ->
        value.ifPresentOrElse(it -> set(app, each, it), () -> app.secrets.remove(each)));
    app.secretsVersion++;
    return new Written(List.copyOf(app.secrets.values()), app.secretsVersion);
  }

  /** The same value in the same app has the same digest. */
  private void set(AppState app, String name, SecretValue value) {
    String digest = value.reveal(text -> Digest.of(app.id + "\n" + text).hex());
    var before = Optional.ofNullable(app.secrets.get(name));
    app.secrets.put(
        name,
        new SecretShot(
            name, digest, before.map(SecretShot::createdAt).orElse(time.now()), time.now()));
  }
}
