package io.runtimeservice.adapters.fly;

import io.runtimeservice.model.failure.Evidence;
import io.runtimeservice.model.failure.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a registry said when Fly asked it for an image. Fly does so before it answers, and passes
 * the words on under a status of its own: none of them says that anything else is missing or
 * forbidden.
 */
final class RegistryWords {

  /** As in "request returned non-200 status: 404". */
  private static final Pattern STATUS = Pattern.compile("status(?: code)?:? ([45][0-9]{2})\\b");

  private final String words;
  private final int status;

  private RegistryWords(String words) {
    this.words = words;
    var said = STATUS.matcher(words);
    this.status = said.find() ? Integer.parseInt(said.group(1)) : 0;
  }

  /**
   * Tells them apart.
   *
   * @param image what was asked for; a name like any word is not taken for that word
   * @return empty if this is about no image, or says nothing that is known
   */
  static Optional<Failure> of(String text, String image, Evidence evidence) {
    var words = new RegistryWords(text.replace(image, "").toLowerCase(Locale.ROOT));
    return words.areAboutAnImage() ? words.failure(evidence) : Optional.empty();
  }

  private boolean areAboutAnImage() {
    return say("manifest", "image", "pull access denied", "repository");
  }

  private Optional<Failure> failure(Evidence evidence) {
    if (isHiccup()) {
      return Optional.of(new Failure.Unavailable(evidence));
    }
    if (say("manifest unknown", "manifest_unknown")) {
      return Optional.of(new Failure.ImageUnusable(false, evidence));
    }
    if (isDenial()) {
      return Optional.of(new Failure.ImageUnusable(true, evidence));
    }
    return status == 404 || say("not found", "name unknown", "name_unknown", "could not find image")
        ? Optional.of(new Failure.ImageUnusable(false, evidence))
        : Optional.empty();
  }

  /** A fault of the registry, or too many pulls: the same will do later. */
  private boolean isHiccup() {
    return status == 429
        || status >= 500
        || say("toomanyrequests", "rate limit", "timeout", "timed out", "deadline exceeded")
        || say("connection refused", "connection reset", "service unavailable", "bad gateway");
  }

  /** Docker Hub says this of what does not exist as well. */
  private boolean isDenial() {
    return status == 401
        || status == 403
        || say("denied", "unauthorized", "forbidden", "authentication required");
  }

  private boolean say(String... any) {
    return Stream.of(any).anyMatch(words::contains);
  }
}
