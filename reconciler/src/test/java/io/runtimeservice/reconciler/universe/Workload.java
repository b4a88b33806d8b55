package io.runtimeservice.reconciler.universe;

import static io.runtimeservice.reconciler.universe.Samples.IMAGE_1;
import static io.runtimeservice.reconciler.universe.Samples.IMAGE_2;

import io.runtimeservice.model.document.Values;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.reconciler.plan.RolloutPlanner;
import io.runtimeservice.simulator.fly.Hosts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the Environment Manager does with one environment, and what somebody else may do in between.
 *
 * @param begins until where nothing goes wrong
 * @param steps what is done from then on, each so long after the beginning
 */
record Workload(String name, Consumer<Universe> begins, List<Step> steps) {

  static final EnvironmentKey KEY = EnvironmentKey.of("checkout", "pr-1");

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration LATER = Duration.ofSeconds(12);

  private static final String SECRET =
      "{'DB': {'ref': 'checkout/db', 'version': '%d', 'key': 'url'}}";

  private static final String EVERYTHING =
      """
      {'image': '%s', 'machines': 2, 'config': {'A': '1', 'B': '2'},
       'addresses': ['v6', 'shared_v4', 'v4'],
       'secrets': {'DB': {'ref': 'checkout/db', 'version': '1', 'key': 'url'}},
       'certificates': [{'hostname': 'a.example.com'},
         {'hostname': 'b.example.com', 'ref': 'checkout/tls', 'version': '1'}],
       'service': {'check': {'type': 'http'}}}
      """
          .formatted(IMAGE_1);

  /** One thing that is done. */
  record Step(Duration at, Consumer<Universe> deed) {}

  @Override
  public String toString() {
    return name;
  }

  /** All of them. */
  static List<Workload> all() {
    return List.of(
        new Workload("create", _ -> {}, List.of(create(AT_ONCE, plain(IMAGE_1)))),
        new Workload("create with everything", _ -> {}, List.of(create(AT_ONCE, EVERYTHING))),
        new Workload(
            "create before there is an image",
            _ -> {},
            List.of(create(AT_ONCE, "{}"), spec(LATER, "image", image(IMAGE_2)))),
        new Workload(
            "update in place",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "image", image(IMAGE_2)))),
        new Workload(
            "blue-green",
            ready("{'image': '%s', 'replacement': 'blue-green'}".formatted(IMAGE_1)),
            List.of(spec(AT_ONCE, "image", image(IMAGE_2)))),
        new Workload(
            "blue-green, changed in the middle",
            ready("{'image': '%s', 'replacement': 'blue-green'}".formatted(IMAGE_1)),
            List.of(
                spec(AT_ONCE, "image", image(IMAGE_2)),
                spec(Duration.ofSeconds(25), "config", "{'A': '1'}"))),
        new Workload(
            "a host out of reach, and back",
            ready(plain(IMAGE_1)),
            List.of(
                hosts(AT_ONCE, Hosts.Condition.UNREACHABLE),
                hosts(RolloutPlanner.HOST_PATIENCE.multipliedBy(2), Hosts.Condition.OK))),
        new Workload(
            "recreate",
            ready("{'image': '%s', 'replacement': 'recreate'}".formatted(IMAGE_1)),
            List.of(spec(AT_ONCE, "image", image(IMAGE_2)))),
        new Workload(
            "another region", ready(plain(IMAGE_1)), List.of(spec(AT_ONCE, "regions", "['fra']"))),
        new Workload(
            "secret rotation",
            ready("{'image': '%s', 'secrets': %s}".formatted(IMAGE_1, SECRET.formatted(1))),
            List.of(spec(AT_ONCE, "secrets", SECRET.formatted(2)))),
        new Workload(
            "secret taken away",
            ready("{'image': '%s', 'secrets': %s}".formatted(IMAGE_1, SECRET.formatted(1))),
            List.of(spec(AT_ONCE, "secrets", "{}"))),
        new Workload(
            "certificates",
            ready(
                "{'image': '%s', 'certificates': [{'hostname': 'old.example.com'}]}"
                    .formatted(IMAGE_1)),
            List.of(
                spec(
                    AT_ONCE,
                    "certificates",
                    "[{'hostname': 'a.example.com'}, {'hostname': 'b.example.com', 'ref': 'checkout/tls', 'version': '1'}]"))),
        new Workload(
            "addresses",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "addresses", "['v4', 'private_v6']"))),
        new Workload(
            "more and fewer machines",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "machines", "3"), spec(LATER, "machines", "1"))),
        new Workload(
            "stop and start",
            ready(plain(IMAGE_1)),
            List.of(desire(AT_ONCE, "stopped"), desire(LATER, "running"))),
        new Workload("delete", ready(EVERYTHING), List.of(desire(AT_ONCE, "deleted"))),
        new Workload(
            "expire",
            ready(EVERYTHING),
            List.of(spec(AT_ONCE, "expiresAt", "'2026-11-30T09:00:00Z'"))),
        new Workload(
            "delete during create",
            _ -> {},
            List.of(create(AT_ONCE, EVERYTHING), desire(SOON, "deleted"))),
        new Workload(
            "re-create under the same name",
            ready(plain(IMAGE_1)),
            List.of(desire(AT_ONCE, "deleted"), desire(Duration.ofSeconds(30), "running"))),
        new Workload(
            "delete and think better of it",
            ready(plain(IMAGE_1)),
            List.of(desire(AT_ONCE, "deleted"), desire(SOON, "running"))),
        new Workload(
            "changed twice in a row",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "image", image(IMAGE_2)), spec(SOON, "config", "{'A': '1'}"))),
        new Workload(
            "there and back",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "image", image(IMAGE_2)), spec(SOON, "image", image(IMAGE_1)))),
        new Workload(
            "invalid and then valid",
            ready(plain(IMAGE_1)),
            List.of(spec(AT_ONCE, "machines", "-1"), spec(LATER, "machines", "2"))));
  }

  private static String plain(String image) {
    return Samples.spec(image);
  }

  private static String image(String image) {
    return "'" + image + "'";
  }

  private static Consumer<Universe> ready(String spec) {
    return world -> world.environment("checkout", "pr-1", Samples.preview(spec));
  }

  /** The hosts of all machines that there are; no list shows it, so that somebody has to ask. */
  private static Step hosts(Duration at, Hosts.Condition condition) {
    return new Step(
        at,
        world -> {
          world.apps().stream()
              .flatMap(app -> world.machines(app).stream())
              .forEach(machine -> world.fly.hosts().set(machine.place().host(), condition));
          world.mark(KEY);
        });
  }

  private static Step create(Duration at, String spec) {
    return new Step(at, world -> world.environment("checkout", "pr-1", Samples.preview(spec)));
  }

  private static Step spec(Duration at, String field, String json) {
    return new Step(at, world -> world.spec(KEY, field, json));
  }

  private static Step desire(Duration at, String wish) {
    return new Step(
        at, world -> world.change(KEY, record -> record.with("desired", Values.text(wish))));
  }
}
