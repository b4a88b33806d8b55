package io.runtimeservice.local.gateway.mapping;

import java.util.Properties;

/**
 * Which Velocity a template is evaluated as. AWS names none: what its pages show works in both, and
 * a template that is sent to AWS has to mean the same in both.
 */
public enum Dialect {
  /** As Velocity 1.7, by the settings that its successor has for that. */
  VELOCITY_1(
      "bc",
      """
      directive.if.empty_check=false
      parser.allow_hyphen_in_identifiers=true
      velocimacro.enable_bc_mode=true
      """),
  /** As Velocity 2 is by itself: an empty string is false, lines of directives leave none. */
  VELOCITY_2(
      "lines",
      """
      directive.if.empty_check=true
      parser.allow_hyphen_in_identifiers=false
      velocimacro.enable_bc_mode=false
      """);

  private final String spaceGobbling;
  private final String others;

  Dialect(String spaceGobbling, String others) {
    this.spaceGobbling = spaceGobbling;
    this.others = others;
  }

  /** What only differs between the two. */
  Properties settings() {
    var settings = new Properties();
    settings.setProperty("parser.space_gobbling", spaceGobbling);
    others
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(pair -> settings.setProperty(pair[0], pair[1]));
    return settings;
  }
}
