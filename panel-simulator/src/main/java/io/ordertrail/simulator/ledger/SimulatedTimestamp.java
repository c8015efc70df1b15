package io.ordertrail.simulator.ledger;

/** A time, simulated and real, in milliseconds since the epoch. */
public record SimulatedTimestamp(long sim, long wall) {}
