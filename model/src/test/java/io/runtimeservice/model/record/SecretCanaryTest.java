package io.runtimeservice.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeservice.model.document.Canary;
import io.runtimeservice.model.document.Draws;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Readings;
import io.runtimeservice.model.document.Trees;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.AppId;
import io.runtimeservice.model.mark.MarkCodec;
import io.runtimeservice.model.spec.SpecSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A secret that somebody wrote anywhere into a record occurs in no refusal.
 *
 * <p>There is one exception. The <em>name</em> of a field is shown where the contract says so:
 * unknown fields are refused by name, and every refusal names the field's path. {@link
 * #NAMES_ARE_SHOWN} lists the objects for which this holds. In the objects of {@code secrets} and
 * {@code certificates}, where a secret is likely to be, no unknown name is shown; and of the names
 * in {@code secrets} only those that can be an env var's, which nobody could mend without.
 */
class SecretCanaryTest {

  private static final Set<String> NAMES_ARE_SHOWN =
      Set.of(
          // the records' own attributes, and the objects of a closed list of fields
          "app",
          "app.gitRepository",
          "app.defaults",
          "app.limits",
          "environment",
          // a spec and its layers
          "environment.spec",
          "environment.spec.guest",
          "environment.spec.service",
          "environment.spec.service.check",
          "app.defaults.preview",
          "app.defaults.preview.guest",
          "app.defaults.preview.service",
          "app.defaults.preview.service.check",
          // names of plain env vars
          "app.config",
          "app.defaults.preview.config",
          "environment.spec.config");

  private static final Value.Tree APP =
      Trees.set(RecordSchema.APP, "defaults", new Value.Tree(Map.of("preview", layer())));

  /** A record with a canary as a value or as the name of a field of the object at a path. */
  record Planted(String path, boolean isName, Value.Tree record) {}

  static Stream<Long> seeds() {
    return LongStream.range(0, 10).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_value_is_never_shown(long seed) {
    var draws = new Draws(seed);
    for (var canary : List.of(Canary.text(draws), Canary.name(draws), Canary.number(draws))) {
      values(APP, canary).forEach(it -> assertHidden(it, canary, app(it.record)));
      values(RecordSchema.ENVIRONMENT, canary)
          .forEach(it -> assertHidden(it, canary, environment(it.record)));
      values(RuntimeRecordCodec.write(RuntimeRecords.FULL), canary)
          .forEach(it -> assertHidden(it, canary, runtime(it.record)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_name_is_shown_only_where_the_contract_names_the_field(long seed) {
    var canary = Canary.text(new Draws(seed));
    var shown = new HashSet<String>();
    names("app", APP, canary)
        .filter(it -> shows(app(it.record), canary))
        .forEach(it -> shown.add(it.path));
    names("environment", RecordSchema.ENVIRONMENT, canary)
        .filter(it -> shows(environment(it.record), canary))
        .forEach(it -> shown.add(it.path));
    assertThat(shown).isEqualTo(NAMES_ARE_SHOWN);
  }

  /** With the one name that can be no other thing than a name. */
  @ParameterizedTest
  @MethodSource("seeds")
  void among_secrets_a_name_is_shown_only_if_it_can_be_an_env_var_s(long seed) {
    var draws = new Draws(seed);
    var text = Canary.text(draws);
    var name = Canary.name(draws);
    var secrets = Values.tree().put(text.value(), "x").put(name.value(), "x").build();
    var reading = environment(Trees.set(RecordSchema.ENVIRONMENT, "spec.secrets", secrets));
    assertThat(shows(reading, text)).isFalse();
    assertThat(shows(reading, name)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_mark_s_content_is_never_shown(long seed) {
    var canary = Canary.text(new Draws(seed));
    var quoted = Json.write(new Value.Text(canary.value()));
    for (String body :
        List.of(
            canary.value(),
            quoted,
            "{\"v\":" + quoted + ",\"appId\":" + quoted + ",\"environmentId\":" + quoted + "}")) {
      var reading =
          MarkCodec.read(
              body, Map.of("source", canary.value(), "callerRepositoryId", canary.value()));
      assertThat(Readings.refusals(reading)).isNotEmpty();
      assertThat(shows(reading, canary)).isFalse();
    }
    var attributes = Map.of("source", canary.value(), "callerRepositoryId", canary.value());
    var reading = MarkCodec.read("{\"v\":1,\"appId\":\"a\",\"environmentId\":\"b\"}", attributes);
    assertThat(Readings.refusals(reading)).hasSize(2);
    assertThat(shows(reading, canary)).isFalse();
  }

  /** In the place of each value: the canary, and lists and objects that hold it. */
  private static Stream<Planted> values(Value.Tree record, Canary canary) {
    var text = new Value.Text(canary.value());
    var shapes = new ArrayList<Value>();
    shapes.add(text);
    shapes.add(new Value.Many(List.of(text, text)));
    shapes.add(new Value.Tree(Map.of("value", text)));
    shapes.add(new Value.Tree(Map.of("ref", text, "version", text, "key", text)));
    shapes.add(new Value.Tree(Map.of("ref", new Value.Tree(Map.of("value", text)))));
    shapes.add(new Value.Tree(Map.of("hostname", text, "privateKey", text)));
    if (canary.value().matches("[0-9]+")) {
      shapes.add(new Value.Num(new BigDecimal(canary.value())));
    }
    return paths(record)
        .flatMap(path ->
            shapes.stream().map(it -> new Planted(path, false, Trees.set(record, path, it))));
  }

  /** In each object, and in an object in the place of each value: a field of that name. */
  private static Stream<Planted> names(String prefix, Value.Tree record, Canary canary) {
    var planted = new ArrayList<Planted>();
    planted.add(new Planted(prefix, true, record.with(canary.value(), Values.text("x"))));
    Trees.each(
        record,
        (path, value) -> {
          var object = value instanceof Value.Tree tree ? tree : Value.Tree.EMPTY;
          for (Value each : List.of(Values.text("x"), new Value.Null(), object)) {
            planted.add(
                new Planted(
                    prefix + "." + path,
                    true,
                    Trees.set(record, path, object.with(canary.value(), each))));
          }
        });
    return planted.stream();
  }

  private static Stream<String> paths(Value.Tree record) {
    var paths = new ArrayList<String>();
    Trees.each(record, (path, _) -> paths.add(path));
    return paths.stream().filter(path -> !path.contains(".com") && !path.contains(".org"));
  }

  private static void assertHidden(Planted planted, Canary canary, Reading<?> reading) {
    assertThat(shows(reading, canary))
        .as("%s shown at %s: %s", canary, planted.path, reading)
        .isFalse();
  }

  /** Whether any text that can be made of a refused reading shows the canary. */
  private static boolean shows(Reading<?> reading, Canary canary) {
    return !Readings.refusals(reading).isEmpty()
        && (canary.occursIn(reading.toString())
            || Readings.refusals(reading).stream()
                .anyMatch(it -> canary.occursIn(it.path()) || canary.occursIn(it.expected())));
  }

  private static Reading<Desired> app(Value.Tree record) {
    return AppRecord.read(record, new AppId("checkout"))
        .then(app -> environment(RecordSchema.ENVIRONMENT, app));
  }

  private static Reading<Desired> environment(Value.Tree record) {
    return environment(
        record, Readings.read(AppRecord.read(RecordSchema.APP, new AppId("checkout"))));
  }

  private static Reading<Desired> environment(Value.Tree record, AppRecord app) {
    return EnvironmentRecord.read(record, RecordSchema.KEY).then(it -> Desired.of(app, it));
  }

  private static Reading<RuntimeRecord> runtime(Value.Tree record) {
    return RuntimeRecordCodec.read(record, RecordSchema.KEY);
  }

  private static Value.Tree layer() {
    var layer = SpecSchema.FULL;
    for (String name : SpecSchema.OWN_ONLY) {
      layer = Trees.without(layer, name);
    }
    return layer;
  }
}
