/**
 * Fly.io as one world in memory: apps, addresses, secrets, certificates and machines that take
 * their time, behind the Java port. Faithful to Fly's documented and measured behaviour, its quirks
 * included; without GraphQL and volumes.
 */
@NullMarked
package io.runtimeservice.simulator.fly;

import org.jspecify.annotations.NullMarked;
