package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes apps like one that is there, at once and whole: a world can be large without having grown.
 * Fly has no such thing; only who makes a world goes to this desk.
 */
public final class CopyDesk {

  private final AppDesk apps;
  private final AddressDesk addresses;

  CopyDesk(AppDesk apps, AddressDesk addresses) {
    this.apps = apps;
    this.addresses = addresses;
  }

  /** What a copy has of its own. */
  public record Copy(AppShot app, List<AddressShot> addresses, List<MachineShot> machines) {}

  /**
   * Copies an app with its machines, each in the state that it is in, and as many addresses. The
   * copy is as young as if it had been created now, and the lists show it as late.
   *
   * @param model the app to be copied, without secrets and certificates: these are never the same
   *     in two apps
   * @param config gives a machine's configuration, as Fly echoes it, for that which it is copied
   *     from
   */
  public Copy copy(
      Caller caller, String model, AppDesk.NewApp wanted, UnaryOperator<Value.Tree> config) {
    var like = apps.open(caller, model);
    if (!like.secrets.isEmpty() || !like.certificates.isEmpty()) {
      throw new IllegalArgumentException("an app with secrets or certificates has no copy");
    }
    AppShot created = apps.create(caller, wanted);
    var app = apps.open(caller, created.name());
    return new Copy(
        created,
        addresses(caller, app, List.copyOf(like.addresses.values())),
        machines(app, like, config));
  }

  private List<AddressShot> addresses(Caller caller, AppState app, List<AddressShot> like) {
    return like.stream()
        .map(it ->
            addresses.assign(
                caller,
                app.name,
                it.type(),
                Optional.of(it.network()).filter(net -> !net.isEmpty())))
        .toList();
  }

  private static List<MachineShot> machines(
      AppState app, AppState like, UnaryOperator<Value.Tree> config) {
    var shots = new ArrayList<MachineShot>();
    for (MachineLife each : like.machines.values()) {
      if (!each.isGone()) {
        var life = new MachineLife(app, each, config.apply(each.shot().config()));
        app.machines.put(life.id().value(), life);
        shots.add(life.shot());
      }
    }
    return shots;
  }
}
