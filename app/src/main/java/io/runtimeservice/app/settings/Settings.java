package io.runtimeservice.app.settings;

import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.reconciler.limit.FlyRates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the service was told at its start. AWS' own variables ({@code AWS_REGION}, {@code
 * AWS_ENDPOINT_URL_DYNAMODB} and so on) are read by AWS' SDK.
 */
public record Settings(
    Dependencies dependencies, String installation, int httpPort, Pace pace, Sweeping sweeping) {

  private static final String PREFIX = "RUNTIME_";

  /** Read by {@code bin/runtime} and its other commands, not by the service. */
  private static final Set<String> OTHERS = Set.of("RUNTIME_URL", "RUNTIME_JAVA_OPTIONS");

  /** Where the world is. */
  public record Dependencies(
      String table,
      URI queueUrl,
      String flyOrg,
      Path flyTokenFile,
      URI flyUrl,
      SecretStore secretStore) {}

  /** How fast, and how patiently. */
  public record Pace(
      Duration leaseDuration,
      int concurrency,
      Duration deleteGrace,
      Duration wholeLookInterval,
      FlyRates flyRates) {}

  /** What is done about what the sweep finds. */
  public record Sweeping(
      Duration interval,
      Treatment orphans,
      Treatment drift,
      int brakeBudget,
      int brakePercent,
      int brakeTripMin) {}

  /** What is done about what is found. */
  public enum Treatment {
    REPORT,
    DELETE,
    REPAIR
  }

  /** Where secret values live. */
  public sealed interface SecretStore {

    record SecretsManager() implements SecretStore {}

    record Directory(Path root) implements SecretStore {}

    static Optional<SecretStore> parse(String text) {
      if (text.equals("secrets-manager")) {
        return Optional.of(new SecretsManager());
      }
      return text.startsWith("file:")
          ? Texts.path(text.substring("file:".length())).map(Directory::new)
          : Optional.empty();
    }
  }

  /** Reads all settings; everything that is wrong is said at once, by name. */
  public static Reading<Settings> read(Map<String, String> variables) {
    var refusals = new Refusals();
    refuseUnknown(variables, refusals);
    var values =
        Declared.ALL.stream()
            .collect(
                Collectors.<Setting<?>, String, Optional<?>>toMap(
                    Setting::name, setting -> setting.from(variables, refusals)));
    return refusals.orElse(() -> of(new Values(values)));
  }

  /** Reads the table's name alone, for commands that need nothing else. */
  public static Reading<String> readTable(Map<String, String> variables) {
    var refusals = new Refusals();
    var table = Declared.TABLE.from(variables, refusals);
    return refusals.orElse(table::orElseThrow);
  }

  /** A row for each setting: name, form, default, meaning. */
  public static List<List<String>> reference() {
    return Declared.ALL.stream()
        .map(it -> List.of(it.name(), it.form(), it.otherwise().orElse("required"), it.meaning()))
        .toList();
  }

  private static void refuseUnknown(Map<String, String> variables, Refusals refusals) {
    var known = Declared.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    variables.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !known.contains(name) && !OTHERS.contains(name))
        .sorted()
        .forEach(name -> refusals.add(name, "unknown setting"));
  }

  private record Values(Map<String, Optional<?>> byName) {
    @SuppressWarnings("unchecked") // the value was read by this very setting
    <T> T get(Setting<T> setting) {
      return (T) Optional.ofNullable(byName.get(setting.name())).orElseThrow().orElseThrow();
    }
  }

  private static Settings of(Values values) {
    return new Settings(
        new Dependencies(
            values.get(Declared.TABLE),
            values.get(Declared.QUEUE_URL),
            values.get(Declared.FLY_ORG),
            values.get(Declared.FLY_API_TOKEN_FILE),
            values.get(Declared.FLY_FLAPS_BASE_URL),
            values.get(Declared.SECRET_SOURCE)),
        values.get(Declared.INSTALLATION),
        values.get(Declared.HTTP_PORT),
        new Pace(
            values.get(Declared.LEASE_DURATION),
            values.get(Declared.CONCURRENCY),
            values.get(Declared.DELETE_GRACE),
            values.get(Declared.WHOLE_LOOK_INTERVAL),
            new FlyRates(values.get(Declared.FLY_LIST_RATE), values.get(Declared.FLY_CREATE_RATE))),
        new Sweeping(
            values.get(Declared.SWEEP_INTERVAL),
            values.get(Declared.ORPHANS),
            values.get(Declared.DRIFT),
            values.get(Declared.BRAKE_BUDGET),
            values.get(Declared.BRAKE_PERCENT),
            values.get(Declared.BRAKE_TRIP_MIN)));
  }
}
