package io.runtimeservice.reconciler.universe;

import io.runtimeservice.model.document.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * P18: every field of the spec is set, changed, at its bound, wrong and then right, and at last
 * gone; what comes of it is what comes of the last record alone.
 */
class SchemaWalkTest {

  private static final Duration STEP = Duration.ofSeconds(12);
  private static final String D3 = "3".repeat(64);

  /**
   * A field and what may stand in it.
   *
   * @param set at first
   * @param changed later
   * @param bound the most that it may be
   * @param wrong what it may not be
   */
  private record Field(String name, String set, String changed, String bound, String wrong) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field(
              "image",
              "'" + Samples.IMAGE_2 + "'",
              "'registry.fly.io/checkout:main'",
              "'registry.fly.io/checkout@sha256:" + D3 + "'",
              "'what?'"),
          new Field("commit", "'abc1234'", "'def5678'", "'" + "a".repeat(40) + "'", "7"),
          new Field(
              "config", "{'A': '1'}", "{'A': '2', 'B': ''}", "{'LOG_LEVEL': 'x'}", "{'A': 1}"),
          new Field(
              "secrets",
              "{'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}}",
              "{'DB': {'ref': 'checkout/db', 'version': '2', 'key': 'url'}}",
              "{'DB2': {'ref': 'checkout/db', 'version': '2', 'key': 'url'}}",
              "{'DB': 'in the clear'}"),
          new Field(
              "certificates",
              "[{'hostname': 'a.example.com'}]",
              "[{'hostname': 'b.example.com', 'ref': 'checkout/tls', 'version': '1'}]",
              "[{'hostname': 'c.example.com'}, {'hostname': 'd.example.com'}]",
              "[{'hostname': 'no host'}]"),
          new Field("regions", "['fra']", "['iad']", "['fra', 'iad', 'ams']", "[]"),
          new Field("machines", "2", "3", "6", "0"),
          new Field(
              "guest",
              "{'memoryMb': 512}",
              "{'cpuKind': 'shared', 'cpus': 2, 'memoryMb': 512}",
              "{'cpuKind': 'performance', 'cpus': 1, 'memoryMb': 2048}",
              "{'memoryMb': 1}"),
          new Field(
              "service",
              "{'internalPort': 3000}",
              "{'check': {'type': 'tcp'}}",
              "{'internalPort': 65535, 'check': {'type': 'http', 'path': '/up'}}",
              "{'internalPort': 0}"),
          new Field(
              "addresses",
              "['v6']",
              "['v4', 'private_v6']",
              "['v4', 'shared_v4', 'v6', 'private_v6']",
              "['v5']"),
          new Field("sleep", "'off'", "'stop'", "'suspend'", "'never'"),
          new Field("replacement", "'recreate'", "'blue-green'", "'in-place'", "'somehow'"),
          new Field(
              "expiresAt",
              "'2027-01-01T00:00:00Z'",
              "'2028-01-01T00:00:00Z'",
              "'2099-12-31T23:59:59Z'",
              "'tomorrow'"),
          new Field("progressDeadlineSeconds", "60", "600", "86400", "0"));

  /** What is wanted in the end is what the walk says: it is held against a calm world. */
  private static final Perturbation CHANGES =
      new Perturbation.Meanwhile("a walk", 0, true, _ -> {});

  private static Workload walk(Field field, boolean stays) {
    var steps = new ArrayList<Workload.Step>();
    var values =
        List.of(field.set(), field.changed(), field.bound(), field.wrong(), field.changed());
    for (String value : values) {
      add(steps, world -> world.spec(Workload.KEY, field.name(), value));
    }
    if (!stays) {
      add(steps, world -> remove(world, field.name()));
    }
    return new Workload(
        field.name() + (stays ? "" : ", removed"),
        world ->
            world.environment("checkout", "pr-1", Samples.preview(Samples.spec(Samples.IMAGE_1))),
        steps);
  }

  private static void add(List<Workload.Step> steps, java.util.function.Consumer<Universe> deed) {
    steps.add(new Workload.Step(STEP.multipliedBy(steps.size()), deed));
  }

  private static void remove(Universe world, String field) {
    world.change(
        Workload.KEY,
        record -> {
          var fields = new LinkedHashMap<>(record.tree("spec").fields());
          fields.remove(field);
          return record.with("spec", new Value.Tree(fields));
        });
  }

  @Test
  void every_field_may_be_anything_on_the_way() {
    var stay = FIELDS.stream().map(it -> walk(it, true)).toList();
    var go =
        FIELDS.stream()
            .filter(it -> !it.name().equals("image")) // without one the machines are left alone
            .map(it -> walk(it, false))
            .toList();
    new Enumeration(1, 1)
        .at(stay, call -> call.number() == 1, "P18 schema walk, to a value", CHANGES)
        .at(go, call -> call.number() == 1, "P18 schema walk, to nothing", CHANGES)
        .hold();
  }
}
