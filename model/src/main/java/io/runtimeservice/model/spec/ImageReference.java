package io.runtimeservice.model.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A docker image: {@code registry/name@sha256:…}, which is one image for ever, or {@code
 * registry/name:tag}, which may come to mean another.
 *
 * @param repository registry and name
 * @param tag empty if the reference says none
 * @param digest {@code sha256:} and 64 hexadecimal characters; empty if the reference says none
 */
public record ImageReference(String repository, Optional<String> tag, Optional<String> digest) {

  static final int CHARACTERS_MAX = 512;

  public static final String FORM =
      "an image as registry/name@sha256:<64 hexadecimal characters> or registry/name:tag";

  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<repository>[a-z0-9]+([._-][a-z0-9]+)*(:[0-9]{1,5})?(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)+)"
              + "(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(@(?<digest>sha256:[a-f0-9]{64}))?");

  /** Reads a reference that has a tag, a digest or both; empty if it is of no such form. */
  public static Optional<ImageReference> parse(String text) {
    var matcher = PATTERN.matcher(text);
    if (text.length() > CHARACTERS_MAX || !matcher.matches()) {
      return Optional.empty();
    }
    var tag = Optional.ofNullable(matcher.group("tag"));
    var digest = Optional.ofNullable(matcher.group("digest"));
    return tag.isEmpty() && digest.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageReference(matcher.group("repository"), tag, digest));
  }

  /** Whether it can only ever mean one image. */
  public boolean isPinned() {
    return digest.isPresent();
  }

  /** The same image, pinned to what its tag was found to mean. */
  public ImageReference pinned(String resolved) {
    return new ImageReference(repository, tag, Optional.of(resolved));
  }

  @Override
  public String toString() {
    return digest
        .map(pin -> repository + "@" + pin)
        .orElseGet(() -> repository + ":" + tag.orElse("latest"));
  }
}
