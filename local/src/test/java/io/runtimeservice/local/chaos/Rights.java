package io.runtimeservice.local.chaos;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a replica may change what it is about to change, as the table says at that moment. */
final class Rights {

  private static final Pattern APP = Pattern.compile("/v1/apps/([^/?]+)");

  private final TableItems items;

  Rights(TableItems items) {
    this.items = items;
  }

  /** Whether it holds the lease of the environment whose app the call is about. */
  boolean has(Replica replica, ProxiedRequest call) {
    return has(replica, app(call));
  }

  /** The same, of an app by its name. */
  boolean has(Replica replica, String app) {
    return items.environments().values().stream()
        .map(TableItems.Pair::runtime)
        .filter(it ->
            it.text("flyApp").equals(Optional.of(app))
                || it.tree("closing").text("name").equals(Optional.of(app)))
        .anyMatch(it -> it.text("owner").equals(Optional.of(replica.identity())));
  }

  /** A new app is named in the body. */
  private static String app(ProxiedRequest call) {
    var named = APP.matcher(call.uri());
    return named.find() ? named.group(1) : call.json().getString("name", "");
  }
}
