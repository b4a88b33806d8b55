package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import io.runtimeservice.model.secret.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates: asked for by ACME or given, and active once the zone is right. */
public final class CertificateDesk {

  private static final Pattern HOSTNAME =
      Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

  private final AppDesk apps;
  private final DnsZone zone;
  private final Time time;
  private final Ids ids;
  private final Pace pace;
  private Optional<Duration> issuedFor = Optional.of(CertificateState.ISSUED_FOR);

  CertificateDesk(AppDesk apps, DnsZone zone, Time time, Ids ids, Pace pace) {
    this.apps = apps;
    this.zone = zone;
    this.time = time;
    this.ids = ids;
    this.pace = pace;
  }

  public List<CertificateShot> list(Caller caller, String name) {
    var app = apps.open(caller, name);
    return app.certificates.values().stream().map(this::looked).toList();
  }

  public CertificateShot get(Caller caller, String app, String hostname) {
    return looked(known(caller, app, hostname));
  }

  /** Looks into the zone again. */
  public CertificateShot check(Caller caller, String app, String hostname) {
    return looked(known(caller, app, hostname));
  }

  public CertificateShot requestAcme(Caller caller, String name, String hostname) {
    var app = apps.open(caller, name);
    String wanted = valid(hostname);
    var before = app.certificates.get(wanted);
    if (before != null && before.acmeRequested()) {
      throw Refusals.hostnameTaken();
    }
    var state = state(app, wanted);
    state.requestAcme(time.now());
    return looked(state);
  }

  /** Takes a certificate to serve, in the place of one given before. */
  public CertificateShot importCustom(
      Caller caller, String name, String hostname, SecretValue chain, SecretValue key) {
    var app = apps.open(caller, name);
    String wanted = valid(hostname);
    Instant until = GivenChain.checked(wanted, chain, key, time.now());
    var state = state(app, wanted);
    state.importCustom(until, time.now());
    return looked(state);
  }

  public void remove(Caller caller, String app, String hostname) {
    if (apps.open(caller, app).certificates.remove(hostname.toLowerCase(Locale.ROOT)) == null) {
      throw Refusals.absent("certificate");
    }
  }

  /** Makes the issuer take no request for a host name until a time. */
  public void limitRate(Caller caller, String app, String hostname, Instant until) {
    known(caller, app, hostname).limitRate(until);
  }

  /** From now on the issuer takes its time, and issues and renews none. */
  public void issueNothing() {
    issuedFor = Optional.empty();
  }

  /** From now on what the issuer issues, and renews, ends after so long. */
  public void issueFor(Duration time) {
    issuedFor = Optional.of(time);
  }

  private CertificateState state(AppState app, String hostname) {
    return app.certificates.computeIfAbsent(
        hostname, it -> new CertificateState(app, it, ids.hash(), time.now()));
  }

  private CertificateState known(Caller caller, String app, String hostname) {
    var state = apps.open(caller, app).certificates.get(hostname.toLowerCase(Locale.ROOT));
    if (state == null) {
      throw Refusals.absent("certificate");
    }
    return state;
  }

  private CertificateShot looked(CertificateState state) {
    state.look(
        zone, time.now(), issuedFor.map(lasts -> new CertificateState.Issuer(pace.issue(), lasts)));
    return state.shot(time.now());
  }

  private static String valid(String hostname) {
    String lower = hostname.toLowerCase(Locale.ROOT);
    if (!HOSTNAME.matcher(lower).matches()) {
      throw Refusals.unprocessable("Validation failed: Hostname is invalid");
    }
    return lower;
  }
}
