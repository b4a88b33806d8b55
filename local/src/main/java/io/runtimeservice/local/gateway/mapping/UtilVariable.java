package io.runtimeservice.local.gateway.mapping;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code $util}: "utility functions for use in mapping templates"; "the default character set is
 * UTF-8" (developer guide, Variables for data transformations). One of them is used. Public, with
 * public methods, for Velocity's sake.
 */
public final class UtilVariable {

  /** The only one: it holds nothing. */
  static final UtilVariable ONLY = new UtilVariable();

  private UtilVariable() {}

  /** "Converts a string into application/x-www-form-urlencoded format." */
  public String urlEncode(@Nullable Object text) {
    return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
  }
}
