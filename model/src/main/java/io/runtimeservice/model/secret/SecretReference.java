package io.runtimeservice.model.secret;

import io.runtimeservice.model.document.Fields;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where in the secret source a bundle of values is, pinned to a version. A version never changes,
 * so that an equal reference means equal values and a value need not be fetched to see a change.
 *
 * @param ref the bundle's name, in the form of an AWS Secrets Manager name or ARN, without a
 *     segment that leads elsewhere
 * @param version the bundle's version
 */
public record SecretReference(String ref, String version) {

  static final int REF_CHARACTERS_MAX = 512;

  /** The characters that AWS Secrets Manager allows in a name, and the colon of an ARN. */
  private static final Pattern REF =
      Pattern.compile("[A-Za-z0-9/_+=.@:-]{1," + REF_CHARACTERS_MAX + "}");

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public static final Fields.Form REF_FORM =
      new Fields.Form(
          "a name of letters, digits and /_+=.@:- whose segments are neither empty nor dots",
          SecretReference::isRef);

  public static final Fields.Form VERSION_FORM =
      new Fields.Form(
          "a version of 1 to 64 letters, digits and ._-, not only dots",
          text -> VERSION.matcher(text).matches() && !isDots(text));

  private static boolean isRef(String text) {
    return REF.matcher(text).matches()
        && Arrays.stream(text.split("/", -1))
            .noneMatch(segment -> segment.isEmpty() || isDots(segment));
  }

  private static boolean isDots(String text) {
    return text.chars().allMatch(character -> character == '.');
  }
}
