package io.runtimeservice.adapters.fly;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a token lets its bearer do in its organisation. */
public enum TokenRight {
  READ(1),
  WRITE(2),
  CREATE(4),
  DELETE(8),
  /** Start and stop. */
  CONTROL(16);

  private final int bit;

  TokenRight(int bit) {
    this.bit = bit;
  }

  /** As Fly's tokens say it: a bit each. */
  static Set<TokenRight> of(long mask) {
    var rights = EnumSet.noneOf(TokenRight.class);
    for (TokenRight right : values()) {
      if ((mask & right.bit) != 0) {
        rights.add(right);
      }
    }
    return rights;
  }

  /** Those that are not among them. */
  public static Set<TokenRight> without(Collection<TokenRight> rights) {
    var missing = EnumSet.allOf(TokenRight.class);
    missing.removeAll(rights);
    return missing;
  }
}
