package io.runtimeservice.local;

import io.runtimeservice.local.parts.FlyPart;
import io.runtimeservice.model.id.EnvironmentKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that goes wrong in real life, and how to have it go wrong here.
 *
 * @param what in words
 * @param breaks what makes it go wrong
 * @param seenIn whose {@code explain} says why
 * @param looks what else shows it, as commands
 * @param mends what puts it right
 * @param restores what gives the environment back the spec that it had, where the mend does not
 */
record Mishap(
    String what,
    List<Request> breaks,
    EnvironmentKey seenIn,
    List<String> looks,
    List<Request> mends,
    List<Request> restores) {

  /** The region in which everything is, unless it is asked for elsewhere. */
  private static final String REGION = "iad";

  /** Whose DNS nobody has set. */
  static final String HOSTNAME = "pr-2.example.com";

  Mishap {
    breaks = List.copyOf(breaks);
    looks = List.copyOf(looks);
    mends = List.copyOf(mends);
    restores = List.copyOf(restores);
  }

  /**
   * Where things are.
   *
   * @param door the front door
   * @param fly the simulated Fly
   * @param production the host name of the production environment
   * @param app the app on Fly that pr-2 has
   */
  record Where(URI door, URI fly, URI web, String production, String app) {

    private Request change(EnvironmentKey key, String body) {
      return new Request("PATCH", door.resolve("/manager/environments/" + key), body);
    }

    private Request mark(EnvironmentKey key) {
      return new Request("POST", door.resolve("/v1/environments/" + key + "/mark"), "");
    }

    private Request turn(String knob, String body) {
      return new Request("PUT", fly.resolve("/simulator/" + knob), body);
    }
  }

  /** All of them, to be tried one after the other. */
  static List<Mishap> all(Where where) {
    return List.of(
        crashLoop(where),
        brokenRelease(where),
        fullRegion(where),
        missingSecret(where),
        noDns(where));
  }

  private static Mishap crashLoop(Where where) {
    return new Mishap(
        "the process ends with an error again and again",
        List.of(where.change(Samples.PREVIEW_1, image(FlyPart.CRASHES))),
        Samples.PREVIEW_1,
        List.of(),
        List.of(where.change(Samples.PREVIEW_1, image(Samples.IMAGE_OF_PREVIEW_1))),
        List.of());
  }

  private static Mishap brokenRelease(Where where) {
    return new Mishap(
        "the same in production, where the generation before it goes on serving",
        List.of(where.change(Samples.PRODUCTION, image(FlyPart.CRASHES))),
        Samples.PRODUCTION,
        List.of("curl -H 'Host: %s' %s".formatted(where.production(), where.web())),
        List.of(where.change(Samples.PRODUCTION, image(Samples.IMAGE_OF_PRODUCTION))),
        List.of());
  }

  private static Mishap fullRegion(Where where) {
    String region = "regions/" + REGION;
    return new Mishap(
        "Fly has no room in the region for another machine",
        List.of(
            where.turn(region, "{\"full\": true}"), where.change(Samples.PREVIEW_1, machines(2))),
        Samples.PREVIEW_1,
        List.of(),
        List.of(where.turn(region, "{\"full\": false}"), where.mark(Samples.PREVIEW_1)),
        List.of(where.change(Samples.PREVIEW_1, machines(1))));
  }

  private static Mishap missingSecret(Where where) {
    return new Mishap(
        "a secret that the secret store does not have",
        List.of(where.change(Samples.PREVIEW_2, secret("checkout/payments"))),
        Samples.PREVIEW_2,
        List.of(),
        List.of(where.change(Samples.PREVIEW_2, secret(Samples.SECRET))),
        List.of(where.change(Samples.PREVIEW_2, "{\"spec\": {\"secrets\": {}}}")));
  }

  /** Nobody plays the owner of this domain but whoever types this. */
  private static Mishap noDns(Where where) {
    return new Mishap(
        "a domain whose DNS is not set",
        List.of(
            where.change(
                Samples.PREVIEW_2,
                "{\"spec\": {\"certificates\": [{\"hostname\": \"%s\"}]}}".formatted(HOSTNAME))),
        Samples.PREVIEW_2,
        List.of(),
        List.of(
            where.turn(
                "dns",
                "{\"type\": \"CNAME\", \"name\": \"%s\", \"value\": \"%s.fly.dev\"}"
                    .formatted(HOSTNAME, where.app())),
            where.mark(Samples.PREVIEW_2)),
        List.of(where.change(Samples.PREVIEW_2, "{\"spec\": {\"certificates\": []}}")));
  }

  private static String machines(int count) {
    return "{\"spec\": {\"machines\": %d}}".formatted(count);
  }

  private static String image(String name) {
    return "{\"image\": \"" + name + "\"}";
  }

  private static String secret(String ref) {
    return "{\"spec\": {\"secrets\": {\"API_KEY\": {\"ref\": \"%s\", \"version\": \"1\", \"key\": \"url\"}}}}"
        .formatted(ref);
  }

  /**
   * What to type, in steps. Only the lines of one step can be pasted at once: each but the first
   * comes too early as long as what the one before it has begun is under way.
   *
   * @param explain the command that says why an environment is as it is, without the environment
   */
  List<List<String>> steps(String explain) {
    var steps = new ArrayList<List<String>>();
    steps.add(step("# break: " + what, curls(breaks)));
    steps.add(
        step(
            "# why, half a minute later:",
            Stream.concat(Stream.of(explain + " " + seenIn), looks.stream())));
    steps.add(step("# mend, once the above has said why:", curls(mends)));
    if (!restores.isEmpty()) {
      steps.add(step("# back as it was, once the above says that all is well:", curls(restores)));
    }
    return steps;
  }

  private static Stream<String> curls(List<Request> requests) {
    return requests.stream().map(Request::curl);
  }

  private static List<String> step(String comment, Stream<String> commands) {
    return Stream.concat(Stream.of(comment), commands).toList();
  }
}
