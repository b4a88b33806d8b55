package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.fly.Machine;
import io.runtimeservice.model.id.EnvironmentKey;
import io.runtimeservice.model.id.FlyAppName;
import io.runtimeservice.model.id.Slot;
import io.runtimeservice.model.record.Naming;
import io.runtimeservice.model.record.RuntimeRecord;
import io.runtimeservice.reconciler.plan.Ownership;
import java.util.Optional;

/**
 * Where operations are carried out.
 *
 * @param app the environment's; empty if there is none, where only an app that is left over can be
 *     deleted, by its own name
 * @param organisation the slug of the Fly organisation
 * @param installation whose environments these are
 * @param secretsVersion the secrets that a machine must have at least
 */
record Site(
    EnvironmentKey key,
    Optional<FlyAppName> app,
    String organisation,
    String installation,
    Optional<Long> secretsVersion) {

  static Site of(RuntimeRecord record, Crew crew) {
    return new Site(
        record.key(),
        record
            .naming()
            .reserved()
            .map(Naming.Reserved::name)
            .or(() -> record.closing().map(it -> it.name())),
        crew.organisation(),
        crew.installation(),
        record.applied().secretsVersion());
  }

  boolean isInSlot(Machine machine, Slot slot) {
    return Ownership.slotOf(machine, installation, key).filter(slot::equals).isPresent();
  }
}
