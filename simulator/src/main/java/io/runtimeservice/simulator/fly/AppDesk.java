package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Apps: created, read, deleted. Names are one namespace for all of Fly. */
public final class AppDesk {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,62}");
  private static final Pattern NETWORK = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private final Map<String, AppState> apps = new TreeMap<>();
  private final Time time;
  private final Ids ids;
  private final Pace pace;

  AppDesk(Time time, Ids ids, Pace pace) {
    this.time = time;
    this.ids = ids;
    this.pace = pace;
  }

  /** What a new app shall be. */
  public record NewApp(
      String name,
      String organisation,
      Optional<String> network,
      Optional<String> idempotencyKey) {}

  /** Creates an app. The same key with the same name gives the same app. */
  public AppShot create(Caller caller, NewApp wanted) {
    if (!caller.organisation().equals(wanted.organisation())) {
      throw Refusals.unauthorized();
    }
    if (!NAME.matcher(wanted.name()).matches()) {
      throw Refusals.unprocessable(
          "Validation failed: Name under 63 chars using numbers, lowercase letters and dashes");
    }
    wanted
        .network()
        .filter(it -> !NETWORK.matcher(it).matches())
        .ifPresent(it -> {
          throw Refusals.unprocessable("Validation failed: Network " + it + " is not a name");
        });
    var before = apps.get(wanted.name());
    if (before != null) {
      return again(before, wanted);
    }
    var app =
        new AppState(
            ids.app(),
            wanted.name(),
            wanted.organisation(),
            wanted.network().orElse("default"),
            wanted.idempotencyKey(),
            time.now());
    apps.put(app.name, app);
    return app.shot();
  }

  private static AppShot again(AppState before, NewApp wanted) {
    boolean same =
        !before.isDeleted()
            && before.organisation.equals(wanted.organisation())
            && wanted.idempotencyKey().isPresent()
            && wanted.idempotencyKey().equals(before.idempotencyKey);
    if (!same) {
      throw Refusals.nameTaken();
    }
    return before.shot();
  }

  /** An app as an outsider sees it: late after its creation, and for a while after its deletion. */
  public AppShot get(Caller caller, String name) {
    var app = apps.get(name);
    if (app == null || isYoung(app)) {
      throw Refusals.absent("app");
    }
    if (!app.organisation.equals(caller.organisation())) {
      throw Refusals.unauthorized();
    }
    return app.shot();
  }

  public List<AppShot> list(Caller caller, String organisation) {
    if (!caller.organisation().equals(organisation)) {
      throw Refusals.unauthorized();
    }
    return apps.values().stream()
        .filter(app -> app.organisation.equals(organisation) && !isYoung(app))
        .map(AppState::shot)
        .toList();
  }

  /** Deletes an app with everything in it. */
  public void delete(Caller caller, String name, boolean force) {
    var app = open(caller, name);
    if (!force && app.liveMachines() > 0) {
      throw Refusals.unprocessable("Validation failed: app has running machines");
    }
    destroy(app);
  }

  private void destroy(AppState app) {
    app.delete(time.now());
    app.machines.values().forEach(MachineLife::destroyWithApp);
    app.addresses.clear();
    app.secrets.clear();
    app.certificates.clear();
    time.after(pace.appSettles(), () -> apps.remove(app.name, app));
  }

  /** An app in which something is done: what has been deleted is not found any more. */
  AppState open(Caller caller, String name) {
    var app = apps.get(name);
    if (app == null || app.isDeleted()) {
      throw Refusals.absent("app");
    }
    if (!app.organisation.equals(caller.organisation())) {
      throw Refusals.unauthorized();
    }
    return app;
  }

  /** An app that has not been deleted, whosever it is. */
  Optional<AppState> live(String name) {
    return Optional.ofNullable(apps.get(name)).filter(app -> !app.isDeleted());
  }

  /** Whether anybody can still see an app; one that was deleted is seen for a while. */
  boolean isSeen(AppState app) {
    return apps.get(app.name) == app;
  }

  /** All apps, those in deletion included. */
  Iterable<AppState> everything() {
    return apps.values();
  }

  private boolean isYoung(AppState app) {
    Duration age = Duration.between(app.createdAt, time.now());
    return age.compareTo(pace.appSettles()) < 0;
  }
}
