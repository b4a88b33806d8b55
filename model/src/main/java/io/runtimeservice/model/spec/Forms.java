package io.runtimeservice.model.spec;

import io.runtimeservice.model.document.Fields.Form;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The forms that strings of the contract must have, with how to say each. */
final class Forms {

  static final int VARIABLE_CHARACTERS_MAX = 256;
  static final int HOSTNAME_CHARACTERS_MAX = 253;

  private static final Pattern HOST =
      Pattern.compile(
          "(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Fly answers for these by itself, and they cannot be certified for anybody else. */
  private static final String FLY_DOMAIN = "fly.dev";

  /** What a program can be given as an env var's name. */
  static final Predicate<String> VARIABLE_NAME =
      matching("[A-Za-z_][A-Za-z0-9_]{0," + (VARIABLE_CHARACTERS_MAX - 1) + "}");

  /** The names that become env vars; those that begin with FLY_ are Fly's own. */
  static final Form VARIABLE =
      new Form(
          "an env var's: letters, digits and _, 256 at most, not a digit first, not FLY_ in front",
          VARIABLE_NAME.and(name -> !name.startsWith("FLY_")));

  static final Form ANY_TEXT = new Form("a string", text -> true);

  static final Form BUNDLE_KEY = new Form("a string that is not blank", text -> !text.isBlank());

  static final Form COMMIT =
      new Form("a commit of 1 to 128 visible ASCII characters", matching("[!-~]{1,128}"));

  static final Form REGION =
      new Form("a region code of three lower-case letters", matching("[a-z]{3}"));

  static final Form CHECK_PATH =
      new Form(
          "a path of visible ASCII characters that begins with /",
          matching("/[!-~]{0," + (Check.PATH_CHARACTERS_MAX - 1) + "}"));

  static final Form NETWORK =
      new Form(
          "a network name: letters, digits and -, a letter first, 63 at most",
          matching("[A-Za-z][A-Za-z0-9-]{0,62}"));

  static final Form HOSTNAME =
      new Form(
          "a lower-case host name with at least one dot, optionally *. in front, not of fly.dev",
          host ->
              host.length() <= HOSTNAME_CHARACTERS_MAX
                  && HOST.matcher(host).matches()
                  && !("." + host).endsWith("." + FLY_DOMAIN));

  private Forms() {}

  private static Predicate<String> matching(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }
}
