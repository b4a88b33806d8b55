package io.runtimeservice.reconciler.act;

import io.runtimeservice.model.port.Fly;
import io.runtimeservice.model.port.SecretSource;
import io.runtimeservice.model.port.Telemetry;
import io.runtimeservice.model.port.Time;
import io.runtimeservice.reconciler.limit.FlyBudget;

/**
 * What every operation is carried out with.
 *
 * @param fly without limits
 * @param budget keeps Fly's limits
 * @param freshApps which Fly may not know of yet
 * @param organisation the slug of the Fly organisation
 * @param installation whose environments these are
 */
public record Crew(
    Fly fly,
    FlyBudget budget,
    FreshApps freshApps,
    SecretSource secretSource,
    Time time,
    Telemetry telemetry,
    String organisation,
    String installation) {}
