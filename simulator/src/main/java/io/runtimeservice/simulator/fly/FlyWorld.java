package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * All of Fly.io. What is asked of it by a client comes through the {@link #door}; a test, or
 * somebody with a terminal, goes to the desks directly. For one thread.
 */
public final class FlyWorld {

  private final Door door;
  private final Registry registry = new Registry();
  private final Hosts hosts = new Hosts();
  private final DnsZone dns = new DnsZone();
  private final AppDesk apps;
  private final AddressDesk addresses;
  private final SecretDesk secrets;
  private final CertificateDesk certificates;
  private final MachineDesk machines;
  private final FleetDesk fleet;
  private final CopyDesk copies;
  private final Edge edge;
  private final Ids ids;
  private final Time time;

  public FlyWorld(Time time, RandomGenerator random, Pace pace) {
    this.time = time;
    this.ids = new Ids(random);
    this.door = new Door(time, pace);
    this.apps = new AppDesk(time, ids, pace);
    this.addresses = new AddressDesk(apps, time, ids);
    this.secrets = new SecretDesk(apps, time);
    this.certificates = new CertificateDesk(apps, dns, time, ids, pace);
    var book = new FleetBook(time, pace.fleetLag());
    this.machines = new MachineDesk(apps, new Means(time, pace, ids, registry, hosts, book));
    this.fleet = new FleetDesk(apps, hosts, book);
    this.copies = new CopyDesk(apps, addresses);
    this.edge = new Edge(apps);
  }

  /** Makes a token good for an organisation. */
  public Caller organisation(String slug, String token) {
    door.admit(token, slug);
    return new Caller(slug);
  }

  public void revoke(String token) {
    door.revoke(token);
  }

  public Door door() {
    return door;
  }

  public Ledger ledger() {
    return door.ledger();
  }

  public Registry registry() {
    return registry;
  }

  public Hosts hosts() {
    return hosts;
  }

  public DnsZone dns() {
    return dns;
  }

  public AppDesk apps() {
    return apps;
  }

  public AddressDesk addresses() {
    return addresses;
  }

  public SecretDesk secrets() {
    return secrets;
  }

  public CertificateDesk certificates() {
    return certificates;
  }

  public MachineDesk machines() {
    return machines;
  }

  public FleetDesk fleet() {
    return fleet;
  }

  public CopyDesk copies() {
    return copies;
  }

  public Edge edge() {
    return edge;
  }

  /** What time it is at Fly. */
  public Instant now() {
    return time.now();
  }

  /** Fly's id of a request: a ULID and the edge's region. */
  public String requestId() {
    return ids.ulid(time.now()) + "-iad";
  }
}
