package io.runtimeservice.model.failure;

import io.runtimeservice.model.document.Plain;
import java.util.Optional;

/**
 * What a dependency said when something failed.
 *
 * @param by who failed
 * @param text in its own words, cut and without control characters; never the body of an answer to
 *     a call that carries secrets
 * @param requestId the dependency's own id of the call, if it gave one
 */
public record Evidence(Dependency by, String text, Optional<String> requestId) {

  static final int TEXT_CHARACTERS_MAX = 240;

  public Evidence {
    text = Plain.cut(text, TEXT_CHARACTERS_MAX);
    requestId = requestId.map(id -> Plain.cut(id, 64));
  }

  public static Evidence of(Dependency by, String text) {
    return new Evidence(by, text, Optional.empty());
  }
}
