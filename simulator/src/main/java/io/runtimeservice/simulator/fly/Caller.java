package io.runtimeservice.simulator.fly;

/**
 * Somebody whose token is good.
 *
 * @param organisation the one that the token is for
 */
public record Caller(String organisation) {}
