package io.runtimeservice.simulator.table;

import io.runtimeservice.model.port.HostClaims;
import io.runtimeservice.model.port.Write;
import io.vertx.core.Future;

/** Who owns which host name, in memory. */
final class InMemoryHostClaims implements HostClaims {

  private final InMemoryTable table;

  InMemoryHostClaims(InMemoryTable table) {
    this.table = table;
  }

  @Override
  public Future<Holder> claim(String hostname, Holder claimant) {
    table.count(TableCall.CLAIM);
    return Future.succeededFuture(table.claims.computeIfAbsent(hostname, _ -> claimant));
  }

  @Override
  public Future<Write> takeOver(String hostname, Holder from, Holder to) {
    table.count(TableCall.TAKE_OVER);
    boolean taken =
        table.claims.replace(hostname, from, to) || to.equals(table.claims.get(hostname));
    return Future.succeededFuture(taken ? Write.WRITTEN : Write.REFUSED);
  }

  @Override
  public Future<Write> release(String hostname, Holder holder) {
    table.count(TableCall.RELEASE);
    return Future.succeededFuture(
        table.claims.remove(hostname, holder) ? Write.WRITTEN : Write.REFUSED);
  }
}
