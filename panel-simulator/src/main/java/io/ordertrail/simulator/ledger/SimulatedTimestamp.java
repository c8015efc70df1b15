package io.ordertrail.simulator.ledger;

/** A time in both worlds, in milliseconds since the epoch. */
public record SimulatedTimestamp(long sim, long wall) {}
