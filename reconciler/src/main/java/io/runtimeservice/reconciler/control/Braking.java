package io.runtimeservice.reconciler.control;

import io.runtimeservice.model.port.ControlStore;
import io.runtimeservice.model.port.SweepStore;
import io.runtimeservice.reconciler.plan.Moment;
import java.util.function.Supplier;

/** What the brake is worked with. */
public record Braking(
    ControlStore controls, SweepStore sweeps, BrakeRule rule, Supplier<Moment> moment) {}
