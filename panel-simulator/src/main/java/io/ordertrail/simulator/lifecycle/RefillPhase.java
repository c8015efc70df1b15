package io.ordertrail.simulator.lifecycle;

/** From {@code at} on a refill is in {@code state}. */
public record RefillPhase(long at, SimulatedRefillState state) {}
