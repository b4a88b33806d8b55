package io.runtimeservice.app.doctor;

/**
 * What one check has found.
 *
 * @param what what was looked at, in a word or two
 * @param ok whether it is as it has to be
 * @param says how it is; no value of a secret
 * @param remedy what to do about it; empty if it is well
 */
public record Finding(String what, boolean ok, String says, String remedy) {

  static Finding ok(String what, String says) {
    return new Finding(what, true, says, "");
  }

  static Finding wrong(String what, String says, String remedy) {
    return new Finding(what, false, says, remedy);
  }
}
