package io.runtimeservice.local.gateway;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds what is for a media type. "When the Content-Type header is absent in the request, API
 * Gateway assumes that its default value is application/json"; "only the MIME type is used"
 * (developer guide, Mapping template transformations).
 */
final class MediaTypes {

  static final String JSON = "application/json";

  private MediaTypes() {}

  /** The media type that a header names, without its parameters; empty if it names none. */
  static String of(Optional<String> header) {
    return header.map(it -> it.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)).orElse(JSON);
  }
}
