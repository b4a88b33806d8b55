package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.spec.AddressType;
import java.util.List;
import java.util.Optional;

/** Addresses: a repeated request gives a second one, but for the shared kind. */
public final class AddressDesk {

  private static final int SHARED_POOL = 8;

  private final AppDesk apps;
  private final Time time;
  private final Ids ids;
  private int given;

  AddressDesk(AppDesk apps, Time time, Ids ids) {
    this.apps = apps;
    this.time = time;
    this.ids = ids;
  }

  public List<AddressShot> list(Caller caller, String app) {
    return List.copyOf(apps.open(caller, app).addresses.values());
  }

  /**
   * Assigns an address.
   *
   * @param network whose machines may call a private one
   */
  public AddressShot assign(
      Caller caller, String name, AddressType type, Optional<String> network) {
    var app = apps.open(caller, name);
    if (type == AddressType.SHARED_V4) {
      var shared = app.addresses.values().stream().filter(it -> it.type() == type).findFirst();
      if (shared.isPresent()) {
        return shared.get();
      }
    }
    var address = new AddressShot(type, ip(type, app), network.orElse(""), time.now());
    app.addresses.put(address.ip(), address);
    return address;
  }

  public void release(Caller caller, String app, String ip) {
    if (apps.open(caller, app).addresses.remove(ip) == null) {
      throw Refusals.absent("ip address");
    }
  }

  private String ip(AddressType type, AppState app) {
    given++;
    return switch (type) {
      case SHARED_V4 -> "66.241.124." + (1 + ids.below(SHARED_POOL));
      case V4 -> "137.66." + given / 250 % 250 + "." + (1 + given % 250);
      case V6 -> "2a09:8280:1::" + Integer.toHexString(given);
      case PRIVATE_V6 -> privateIp(app, given);
    };
  }

  /** Apps of one network share the beginning of their private addresses. */
  static String privateIp(AppState app, int last) {
    int network = (app.organisation + "/" + app.network).hashCode() & 0xffff;
    return "fdaa:0:" + Integer.toHexString(network) + "::" + Integer.toHexString(last);
  }
}
