package io.runtimeservice.simulator.http;

import io.runtimeservice.model.document.Fields;
import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Reading;
import io.runtimeservice.model.document.Refusal;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import io.runtimeservice.model.document.Values;
import io.runtimeservice.simulator.fly.FlyWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody who tries things out can do to the simulated world, below {@code /simulator}. Fly
 * has no such thing: it asks for no token, and nothing of it is in the ledger.
 *
 * <p>{@code PUT /simulator/regions/{code}} with {@code {"full": true}} leaves no room for another
 * machine in a region, with {@code false} makes room again. {@code PUT /simulator/dns} with {@code
 * {"type": "CNAME", "name": …, "value": …}} writes a row into the DNS, as the domain's owner would.
 */
final class Knobs {

  /** More than a region's state, or a row of the DNS, takes. */
  static final int BODY_CHARACTERS_MAX = 1024;

  /** RFC 1035, 2.3.4. */
  private static final int NAME_CHARACTERS_MAX = 253;

  /** RFC 1035, 3.3.14: one string of a TXT row. */
  private static final int VALUE_CHARACTERS_MAX = 255;

  private static final Map<String, String> TYPES =
      Map.of("A", "A", "AAAA", "AAAA", "CNAME", "CNAME", "TXT", "TXT");

  private static final int BAD = 400;
  private static final int UNKNOWN = 404;

  private final FlyWorld world;

  Knobs(FlyWorld world) {
    this.world = world;
  }

  /** Whether a request is for one of them. */
  static boolean isFor(String path) {
    return path.startsWith("/simulator/");
  }

  /** Does what is asked for. */
  Reply turn(String method, String path, String body) {
    var segments = List.of(path.split("/", -1));
    if (method.equals("PUT") && segments.size() == 4 && segments.get(2).equals("regions")) {
      return with(body, fields -> region(segments.get(3), fields));
    }
    if (method.equals("PUT") && segments.size() == 3 && segments.get(2).equals("dns")) {
      return with(body, this::row);
    }
    return refused(UNKNOWN, "expected PUT /simulator/regions/<code> or PUT /simulator/dns");
  }

  private Optional<Runnable> region(String code, Fields fields) {
    if (!world.fleet().regions().contains(code)) {
      fields.refusals().add("region", "expected one of " + world.fleet().regions());
    }
    return fields
        .required("full", "true or false", fields.bool("full"))
        .map(full ->
            full ? () -> world.hosts().fillRegion(code) : () -> world.hosts().mendRegion(code));
  }

  private Optional<Runnable> row(Fields fields) {
    var type = fields.required("type", "a row's type", fields.word("type", TYPES));
    var name = text(fields, "name", NAME_CHARACTERS_MAX);
    var value = text(fields, "value", VALUE_CHARACTERS_MAX);
    return type.flatMap(t -> name.flatMap(n -> value.map(v -> () -> world.dns().put(t, n, v))));
  }

  private static Optional<String> text(Fields fields, String name, int charactersMax) {
    String form = "a string of 1 to " + charactersMax + " characters";
    return fields.required(
        name, form, fields.text(name, form, it -> !it.isEmpty() && it.length() <= charactersMax));
  }

  private static Reply with(String body, Function<Fields, Optional<Runnable>> knob) {
    var refusals = new Refusals();
    var fields = new Fields(tree(body), "", refusals);
    var deed = knob.apply(fields);
    fields.noOthers();
    return switch (refusals.orElse(deed::orElseThrow)) {
      case Reading.Refused<Runnable>(List<Refusal> why) -> refused(BAD, why.getFirst().toString());
      case Reading.Read<Runnable>(Runnable run) -> {
        run.run();
        yield Reply.OK;
      }
    };
  }

  private static Value.Tree tree(String body) {
    try {
      return body.length() <= BODY_CHARACTERS_MAX && Json.read(body) instanceof Value.Tree tree
          ? tree
          : Value.Tree.EMPTY;
    } catch (Json.MalformedJsonException e) {
      return Value.Tree.EMPTY;
    }
  }

  private static Reply refused(int status, String why) {
    return new Reply(status, Optional.of(Values.tree().put("error", why).build()));
  }
}
