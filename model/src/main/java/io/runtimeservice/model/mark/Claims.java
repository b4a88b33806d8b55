package io.runtimeservice.model.mark;

import io.runtimeservice.model.document.Json;
import io.runtimeservice.model.document.Refusals;
import io.runtimeservice.model.document.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a token claims, as message attributes: each is JSON text, a number or a string with its
 * quotes, or the same without quotes. One that is not as GitHub writes it is refused, for then the
 * gateway has not set it.
 */
final class Claims {

  /** Longer than any branch is named: git keeps each part of a name as that of a file. */
  static final int REF_CHARACTERS_MAX = 1024;

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}");

  private final Map<String, String> attributes;
  private final Refusals refusals;

  Claims(Map<String, String> attributes, Refusals refusals) {
    this.attributes = attributes;
    this.refusals = refusals;
  }

  /** An id of GitHub's. */
  Optional<Long> id(String name, String of) {
    return claim(name, "GitHub's id of " + of + ", a whole number", it -> ID.matcher(it).matches())
        .map(Long::parseLong);
  }

  /** The name of an event. */
  Optional<String> event(String name) {
    return claim(name, "the name of an event of GitHub's", it -> EVENT.matcher(it).matches());
  }

  /** The ref of a branch, a tag or a pull request; it decides nothing. */
  Optional<String> ref(String name) {
    return claim(name, "a ref of git's", Claims::isRef);
  }

  private static boolean isRef(String text) {
    return text.startsWith("refs/")
        && text.length() <= REF_CHARACTERS_MAX
        && text.chars().noneMatch(Character::isISOControl);
  }

  private Optional<String> claim(String name, String form, Predicate<String> holds) {
    var given = Optional.ofNullable(attributes.get(name));
    var claimed = given.flatMap(Claims::text).filter(holds);
    if (given.isPresent() && claimed.isEmpty()) {
      refusals.add(name, "expected " + form);
    }
    return claimed;
  }

  private static Optional<String> text(String claim) {
    if (!claim.startsWith("\"")) {
      return Optional.of(claim);
    }
    try {
      return Json.read(claim) instanceof Value.Text(String text)
          ? Optional.of(text)
          : Optional.empty();
    } catch (Json.MalformedJsonException malformed) {
      return Optional.empty();
    }
  }
}
