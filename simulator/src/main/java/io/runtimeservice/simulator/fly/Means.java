package io.runtimeservice.simulator.fly;

import io.runtimeservice.model.port.Time;

/** What a machine lives on. */
record Means(Time time, Pace pace, Ids ids, Registry registry, Hosts hosts, FleetBook fleet) {}
